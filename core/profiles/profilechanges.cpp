// SPDX-License-Identifier: MIT
#include "profiles/profilechanges.h"

#include <array>

namespace auditlens {

namespace {

using Style = MappingProfile::Changes::Style;

/// Names that pairs written as objects use: {"field": {"old": 1, "new": 2}}.
constexpr std::array<std::pair<std::string_view, std::string_view>, 5> pairNames = {{
    {"old", "new"},
    {"before", "after"},
    {"from", "to"},
    {"left", "right"},
    {"oldValue", "newValue"},
}};

bool sameValue(json::Value a, json::Value b)
{
    return a.kind() == b.kind() && a.text() == b.text();
}

bool isMembers(json::Value value)
{
    return value.isObject() && value["objects"].isArray() && value["type"].scalar() == "m2m";
}

} // namespace

ProfileChanges::ProfileChanges(const MappingProfile::Changes& changes)
    : m_style(changes.style)
    , m_before(changes.before)
    , m_after(changes.after)
    , m_path(changes.path)
    , m_field(changes.field)
    , m_old(changes.oldValue)
    , m_new(changes.newValue)
    , m_except(changes.except)
    , m_masked(changes.masked)
{
}

void ProfileChanges::read(ProfileRecord& record, AuditEvent& event) const
{
    switch (m_style) {
    case Style::None:
        return;
    case Style::BeforeAfter:
        return readBeforeAfter(record, event);
    case Style::Pairs:
        return readPairs(record, event);
    case Style::List:
        return readList(record, event);
    case Style::OldNew:
        return readOldNew(record, event);
    case Style::Row:
        return readRow(record, record.opened(m_after.find(record, record.root())), event);
    }
}

Value ProfileChanges::valueOf(json::Value value) const
{
    Value result;
    result.text = value.text();
    switch (value.kind()) {
    case json::Kind::Missing:
        return {};
    case json::Kind::Null:
        result.text.clear();
        result.kind = Value::Kind::Null;
        break;
    case json::Kind::Bool:
        result.kind = Value::Kind::Bool;
        break;
    case json::Kind::Number:
        result.kind = Value::Kind::Number;
        break;
    case json::Kind::String:
        result.kind = m_masked.has(value.text()) ? Value::Kind::Masked : Value::Kind::Text;
        break;
    case json::Kind::Array:
    case json::Kind::Object:
        result.kind = Value::Kind::Document;
        break;
    }
    return result;
}

void ProfileChanges::add(
    ProfileRecord& record, std::string_view field, json::Value before, json::Value after, AuditEvent& event) const
{
    if (field.empty() || m_except.has(field))
        return;
    Change change;
    change.field = field;
    change.before = valueOf(before);
    change.after = valueOf(after);
    if (change.before.kind == Value::Kind::Document || change.after.kind == Value::Kind::Document)
        change.kind = Change::Kind::Document;
    event.changes.push_back(std::move(change));
    record.use(before);
    record.use(after);
}

void ProfileChanges::readBeforeAfter(ProfileRecord& record, AuditEvent& event) const
{
    const json::Value before = record.opened(m_before.find(record, record.root()));
    const json::Value after = record.opened(m_after.find(record, record.root()));
    for (const json::Value was : before) {
        const json::Value is = after[was.key()];
        if (sameValue(was, is))
            record.use(was); // told once, by what stays in "after"
        else
            add(record, was.key(), was, is, event);
    }
    for (const json::Value is : after) {
        if (!before[is.key()].exists())
            add(record, is.key(), {}, is, event);
    }
}

void ProfileChanges::readPairs(ProfileRecord& record, AuditEvent& event) const
{
    const json::Value place = m_path.find(record, record.root());
    const json::Value pairs = record.opened(place);
    if (!pairs.isObject())
        return;
    record.use(place);
    for (const json::Value member : pairs)
        readPair(record, member, event);
}

void ProfileChanges::readPair(ProfileRecord& record, json::Value member, AuditEvent& event) const
{
    if (isMembers(member)) {
        Change change;
        change.kind = Change::Kind::Members;
        change.field = member.key();
        change.type = "m2m";
        const bool removes = member["operation"].scalar() == "delete";
        for (const json::Value object : member["objects"])
            (removes ? change.removed : change.added).push_back(valueOf(object));
        event.changes.push_back(std::move(change));
        return;
    }
    if (member.isArray() && member.size() == 2) {
        auto side = member.begin();
        const json::Value before = *side;
        ++side;
        return add(record, member.key(), before, *side, event);
    }
    const json::Value old = m_old.find(record, member);
    const json::Value now = m_new.find(record, member);
    if (old.exists() || now.exists())
        return add(record, member.key(), old, now, event);
    for (const auto& [before, after] : pairNames) {
        if (member.isObject() && (member[before].exists() || member[after].exists()))
            return add(record, member.key(), member[before], member[after], event);
    }
    // Audited keeps single values where there is only one side.
    const bool deleted = event.verb == Verb::Delete;
    add(record, member.key(), deleted ? member : json::Value(), deleted ? json::Value() : member, event);
}

void ProfileChanges::readList(ProfileRecord& record, AuditEvent& event) const
{
    const json::Value place = m_path.find(record, record.root());
    const json::Value list = record.opened(place);
    if (!list.isArray())
        return;
    record.use(place);
    for (const json::Value element : list) {
        std::string field;
        m_field.readText(record, element, field);
        // Entra keeps objects as JSON text on both sides.
        const auto side = [&](const ProfilePaths& paths) { return record.opened(paths.find(record, element)); };
        add(record, field, side(m_old), side(m_new), event);
    }
}

void ProfileChanges::readOldNew(ProfileRecord& record, AuditEvent& event) const
{
    const json::Value old = record.opened(m_before.find(record, record.root()));
    const json::Value row = record.opened(m_after.find(record, record.root()));
    if (!old.isObject() || old.size() == 0)
        return readRow(record, row, event);
    for (const json::Value was : old)
        add(record, was.key(), was, row[was.key()], event);
}

void ProfileChanges::readRow(ProfileRecord& record, json::Value row, AuditEvent& event) const
{
    if (!row.isObject() || (event.verb != Verb::Create && event.verb != Verb::Delete))
        return;
    const bool deleted = event.verb == Verb::Delete;
    for (const json::Value value : row)
        add(record, value.key(), deleted ? value : json::Value(), deleted ? json::Value() : value, event);
}

} // namespace auditlens
