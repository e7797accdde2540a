// SPDX-License-Identifier: MIT
#include "history/comparison.h"

#include "base/text.h"
#include "event/isotime.h"
#include "history/samevalue.h"

#include <QCoreApplication>

#include <algorithm>
#include <map>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Comparison)
};

bool isEqual(const Change& change)
{
    if (change.kind == Change::Kind::Members)
        return change.added.empty() && change.removed.empty();
    return change.before == change.after || compareValues(change.before, change.after) == Sameness::Same;
}

Comparison sorted(std::vector<Change> changes)
{
    Comparison comparison;
    for (Change& change : changes)
        (isEqual(change) ? comparison.equal : comparison.different).push_back(std::move(change));
    return comparison;
}

/// Named values in the order in which they come; a side has a name once.
class Sides
{
public:
    void left(const std::string& name, Value value) { entry(name).before = std::move(value); }
    void right(const std::string& name, Value value) { entry(name).after = std::move(value); }

    Comparison compared()
    {
        for (Change& change : m_changes) {
            if (change.before.kind == Value::Kind::Document || change.after.kind == Value::Kind::Document)
                change.kind = Change::Kind::Document;
        }
        return sorted(std::move(m_changes));
    }

private:
    Change& entry(const std::string& name)
    {
        const auto [place, isNew] = m_places.try_emplace(name, m_changes.size());
        if (isNew)
            m_changes.emplace_back().field = name;
        return m_changes[place->second];
    }

    std::vector<Change> m_changes;
    std::map<std::string, std::size_t> m_places;
};

Value textValue(std::string_view text)
{
    Value value;
    if (!text.empty()) {
        value.kind = Value::Kind::Text;
        value.text = text;
    }
    return value;
}

using Named = std::vector<std::pair<std::string, Value>>;

std::string name(const QString& text)
{
    return toUtf8(text);
}

void appendColumns(const AuditEvent& event, Named& to)
{
    std::string time;
    appendIsoUtc(time, event.time.ns, event.time.fractionDigits);
    to.emplace_back(name(Tr::tr("Time (UTC)")), textValue(time));
    to.emplace_back(name(Tr::tr("Actor")), textValue(event.actor.display()));
    to.emplace_back(name(Tr::tr("Actor id")), textValue(event.actor.id));
    to.emplace_back(name(Tr::tr("On behalf of")), textValue(event.actor.onBehalfOf));
    to.emplace_back(name(Tr::tr("Action")), textValue(event.action));
    to.emplace_back(name(Tr::tr("Outcome")), textValue(event.outcome == Outcome::Unknown ? std::string_view() : outcomeName(event.outcome)));
    to.emplace_back(name(Tr::tr("Reason")), textValue(event.outcomeReason));
    to.emplace_back(name(Tr::tr("Type")), textValue(event.entity.type));
    to.emplace_back(name(Tr::tr("Object")), textValue(event.entity.id));
    to.emplace_back(name(Tr::tr("Label")), textValue(event.entity.label));
    to.emplace_back(name(Tr::tr("Tenant")), textValue(event.tenant));
    to.emplace_back(name(Tr::tr("Request")), textValue(event.requestId));
    to.emplace_back(name(Tr::tr("Address")), textValue(event.ip));
    to.emplace_back(name(Tr::tr("Agent")), textValue(event.userAgent));
    to.emplace_back(name(Tr::tr("Summary")), textValue(event.summary));
}

void appendMembers(const Change& change, Named& to)
{
    for (const Value& member : change.added)
        to.emplace_back(name(Tr::tr("%1: added %2").arg(toQString(change.field), toQString(member.text))), member);
    for (const Value& member : change.removed)
        to.emplace_back(name(Tr::tr("%1: removed %2").arg(toQString(change.field), toQString(member.text))), member);
}

void appendChanges(const AuditEvent& event, Named& to)
{
    for (const Change& change : event.changes) {
        appendMembers(change, to);
        to.emplace_back(name(Tr::tr("%1 before").arg(toQString(change.field))), change.before);
        to.emplace_back(name(Tr::tr("%1 after").arg(toQString(change.field))), change.after);
    }
}

void appendExtra(const AuditEvent& event, Named& to)
{
    if (event.extra.empty())
        return;
    Value extra;
    extra.kind = Value::Kind::Document;
    extra.text = event.extra;
    to.emplace_back(name(Tr::tr("Everything else")), std::move(extra));
}

Named namedValues(const AuditEvent& event)
{
    Named values;
    appendColumns(event, values);
    appendChanges(event, values);
    appendExtra(event, values);
    std::erase_if(values, [](const auto& entry) { return !entry.second.exists(); });
    return values;
}

std::vector<Value> valuesOf(const std::vector<MemberState>& members)
{
    std::vector<Value> values;
    for (const MemberState& member : members)
        values.push_back(member.value);
    return values;
}

/// Values that are in one list only, by their keys.
std::vector<Value> missingIn(const std::vector<Value>& from, const std::vector<Value>& other)
{
    std::vector<Value> missing;
    for (const Value& value : from) {
        if (std::ranges::none_of(other, [&](const Value& each) { return each.text == value.text && each.model == value.model; }))
            missing.push_back(value);
    }
    return missing;
}

Change memberChange(const FieldState& left, const FieldState& right)
{
    Change change;
    change.kind = Change::Kind::Members;
    change.added = missingIn(valuesOf(right.members), valuesOf(left.members));
    change.removed = missingIn(valuesOf(left.members), valuesOf(right.members));
    return change;
}

Change fieldChange(const FieldState& left, const FieldState& right)
{
    const bool members = left.known == FieldState::Known::Members || right.known == FieldState::Known::Members;
    Change change = members ? memberChange(left, right) : Change();
    const FieldState& named = right.field.empty() ? left : right;
    change.field = named.field;
    change.label = named.label;
    change.type = named.type;
    if (members)
        return change;
    change.before = left.value;
    change.after = right.value;
    if (change.before.kind == Value::Kind::Document || change.after.kind == Value::Kind::Document)
        change.kind = Change::Kind::Document;
    else if (change.before.kind == Value::Kind::Reference || change.after.kind == Value::Kind::Reference)
        change.kind = Change::Kind::Reference;
    return change;
}

const FieldState* fieldNamed(const EntityState& state, const std::string& name)
{
    const auto found = std::ranges::find(state.fields, name, &FieldState::field);
    return found == state.fields.end() ? nullptr : &*found;
}

} // namespace

Comparison compareEvents(const AuditEvent& left, const AuditEvent& right)
{
    Sides sides;
    for (auto& [name, value] : namedValues(left))
        sides.left(name, std::move(value));
    for (auto& [name, value] : namedValues(right))
        sides.right(name, std::move(value));
    return sides.compared();
}

Comparison compareStates(const EntityState& left, const EntityState& right)
{
    const FieldState nothing;
    std::vector<Change> changes;
    for (const FieldState& field : left.fields) {
        const FieldState* other = fieldNamed(right, field.field);
        changes.push_back(fieldChange(field, other ? *other : nothing));
    }
    for (const FieldState& field : right.fields) {
        if (!fieldNamed(left, field.field))
            changes.push_back(fieldChange(nothing, field));
    }
    return sorted(std::move(changes));
}

} // namespace auditlens
