// SPDX-License-Identifier: MIT
#include "cli/historyjson.h"

#include "cli/jsontext.h"
#include "event/eventjson.h"
#include "event/isotime.h"
#include "exporting/eventwriter.h"
#include "summary/summary.h"

#include <algorithm>
#include <array>

namespace auditlens {

namespace {

std::string timeJson(const EventTime& time)
{
    std::string text;
    appendIsoUtc(text, time.ns, time.fractionDigits);
    return jsonString(text);
}

std::string valueJson(const Value& value)
{
    if (!value.exists())
        return "null";
    std::string json;
    appendValueJson(json, value);
    return json;
}

/// The event by which something is known: `{"event","time","actor"}`, or null.
std::string blameJson(const EntityHistory& history, const std::optional<EventIndex>& index)
{
    if (!index)
        return "null";
    const AuditEvent& event = history.events()[*index].event;
    return JsonObject().text("event", event.id).raw("time", timeJson(event.time)).text("actor", event.actor.display()).done();
}

JsonObject& addEntity(JsonObject& object, const EntityHistory& history)
{
    const EntityName& name = history.entity();
    object.raw("entity", JsonObject().text("type", name.type).text("id", name.id).text("label", history.label()).done());
    std::vector<std::string> tenants;
    std::ranges::transform(history.tenants(), std::back_inserter(tenants), jsonString);
    object.raw("tenants", jsonArray(tenants)).number("events", history.total());
    return object.number("read", history.events().size()).raw("complete", history.complete() ? "true" : "false");
}

std::string breakJson(const EntityHistory& history, const HistoryBreak& found)
{
    constexpr std::array<std::string_view, 3> kinds = {"value", "already_member", "no_member"};
    return JsonObject()
        .text("kind", kinds[std::size_t(found.kind)])
        .text("field", found.field)
        .raw("recorded", valueJson(found.recorded))
        .raw("recorded_by", blameJson(history, found.recordedBy))
        .raw("found", valueJson(found.found))
        .raw("found_by", blameJson(history, found.foundBy))
        .done();
}

std::string memberJson(const EntityHistory& history, const MemberState& member)
{
    return JsonObject()
        .raw("value", valueJson(member.value))
        .raw("added_by", blameJson(history, member.addedBy))
        .raw("said_by", blameJson(history, member.saidBy))
        .done();
}

std::string fieldJson(const EntityHistory& history, const FieldState& field)
{
    constexpr std::array<std::string_view, 4> knowns = {"value", "members", "removed", "nothing"};
    JsonObject object;
    object.text("field", field.field).text("label", field.label).text("type", field.type).text("known", knowns[std::size_t(field.known)]);
    if (field.known == FieldState::Known::Value)
        object.raw("value", valueJson(field.value));
    if (field.known == FieldState::Known::Members) {
        std::vector<std::string> members;
        for (const MemberState& member : field.members)
            members.push_back(memberJson(history, member));
        object.raw("members", jsonArray(members)).raw("all_members", field.allMembers ? "true" : "false");
    }
    return object.raw("set_by", blameJson(history, field.setBy)).raw("said_by", blameJson(history, field.saidBy)).done();
}

} // namespace

std::string timelineJson(const EntityHistory& history, const std::vector<StoredSource>& sources)
{
    std::vector<std::string> events;
    for (const HistoryEvent& event : history.events())
        appendEventLine(events.emplace_back(), event.event, sourceName(sources, event.source));
    std::vector<std::string> breaks;
    for (const HistoryBreak& found : history.breaks())
        breaks.push_back(breakJson(history, found));
    JsonObject object;
    return addEntity(object, history).raw("timeline", jsonArray(events)).raw("breaks", jsonArray(breaks)).done();
}

std::string stateJson(const EntityHistory& history, const EntityState& state, Nanoseconds moment)
{
    constexpr std::array<std::string_view, 4> existences = {"not_yet", "before_records", "exists", "deleted"};
    std::vector<std::string> fields;
    for (const FieldState& field : state.fields)
        fields.push_back(fieldJson(history, field));
    JsonObject object;
    return addEntity(object, history)
        .raw("at", timeJson({moment, TimeOrigin::Stated, 9}))
        .text("existence", existences[std::size_t(state.existence)])
        .raw("since", blameJson(history, state.since))
        .raw("fields", jsonArray(fields))
        .done();
}

} // namespace auditlens
