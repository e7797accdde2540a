// SPDX-License-Identifier: MIT
#include "history/stories.h"

#include <array>

namespace auditlens::test {

namespace {

Value reference(std::string_view text)
{
    Value value;
    const std::size_t space = std::min(text.find(' '), text.size());
    value.kind = Value::Kind::Reference;
    value.text = text.substr(0, space);
    value.label = text.substr(std::min(space + 1, text.size()));
    return value;
}

std::string place(const std::optional<EventIndex>& event)
{
    return event ? std::to_string(*event) : "-";
}

std::string membersText(const FieldState& field)
{
    std::string text = "{";
    for (const MemberState& member : field.members) {
        text += (text.size() > 1 ? ", " : "") + member.value.text + " " + member.value.label;
        text += member.addedBy ? " by " + std::to_string(*member.addedBy) : " said " + std::to_string(member.saidBy);
    }
    return text + "}" + (field.allMembers ? "" : " …");
}

std::string fieldText(const FieldState& field)
{
    switch (field.known) {
    case FieldState::Known::Value:
        return field.field + "=" + textOf(field.value) + " set " + place(field.setBy) + " said " + place(field.saidBy);
    case FieldState::Known::Members:
        return field.field + "=" + membersText(field) + " set " + place(field.setBy);
    case FieldState::Known::Removed:
        return field.field + " removed " + place(field.setBy);
    case FieldState::Known::Nothing:
        break;
    }
    return field.field + " unknown set " + place(field.setBy);
}

} // namespace

Value valueFrom(std::string_view text)
{
    Value value;
    if (text == "-")
        return value;
    if (text.starts_with('#'))
        return reference(text.substr(1));
    value.kind = Value::Kind::Text;
    value.text = text;
    if (text == "null")
        value = {Value::Kind::Null, {}, {}, {}, {}};
    else if (text.starts_with('{') || text.starts_with('['))
        value.kind = Value::Kind::Document;
    else if (text.starts_with("masked:"))
        value.kind = Value::Kind::Masked;
    return value;
}

std::string textOf(const Value& value)
{
    if (!value.exists())
        return "-";
    if (value.kind == Value::Kind::Null)
        return "null";
    return value.kind == Value::Kind::Reference ? "#" + value.text + " " + value.label : value.text;
}

Change scalar(std::string_view field, std::string_view before, std::string_view after)
{
    Change change;
    change.field = field;
    change.before = valueFrom(before);
    change.after = valueFrom(after);
    return change;
}

Change members(std::string_view field, std::vector<std::string_view> added, std::vector<std::string_view> removed)
{
    Change change;
    change.kind = Change::Kind::Members;
    change.field = field;
    for (const std::string_view member : added)
        change.added.push_back(reference(member));
    for (const std::string_view member : removed)
        change.removed.push_back(reference(member));
    return change;
}

Story& Story::then(Verb verb, std::vector<Change> changes, Outcome outcome)
{
    HistoryEvent& next = m_events.emplace_back();
    next.row = Row(m_events.size() - 1);
    next.event.id = "e" + std::to_string(m_events.size() - 1);
    next.event.time = {Nanoseconds(m_events.size() - 1) * 1'000'000'000, TimeOrigin::Stated, 0};
    next.event.verb = verb;
    next.event.action = verbName(verb);
    next.event.outcome = outcome;
    next.event.changes = std::move(changes);
    return *this;
}

Story& Story::restore(std::vector<Change> changes)
{
    then(Verb::Other, std::move(changes));
    m_events.back().event.action = "OBJ_RESTORED";
    return *this;
}

Story& Story::at(Nanoseconds second)
{
    m_events.back().event.time.ns = second * 1'000'000'000;
    return *this;
}

std::string describe(const EntityState& state)
{
    constexpr std::array existences = {"not yet", "before records", "exists", "gone"};
    std::string text = existences[std::size_t(state.existence)];
    if (state.since)
        text += " since " + std::to_string(*state.since);
    for (const FieldState& field : state.fields)
        text += "; " + fieldText(field);
    return text;
}

std::string describe(const HistoryBreak& found)
{
    constexpr std::array kinds = {"", "already member ", "no member "};
    return kinds[std::size_t(found.kind)] + found.field + ": " + place(found.recordedBy) + " " + textOf(found.recorded) + " | "
        + std::to_string(found.foundBy) + " " + textOf(found.found);
}

std::string describe(const std::vector<HistoryBreak>& breaks)
{
    std::string text;
    for (const HistoryBreak& found : breaks)
        text += (text.empty() ? "" : "; ") + describe(found);
    return text;
}

} // namespace auditlens::test
