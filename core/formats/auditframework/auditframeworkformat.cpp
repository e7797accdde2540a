// SPDX-License-Identifier: MIT
#include "formats/auditframework/auditframeworkformat.h"

#include "formats/text/beforeafter.h"
#include "formats/text/fields.h"
#include "formats/text/timetext.h"

#include <QCoreApplication>

#include <array>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::AuditFrameworkFormat)
};

enum Slot : std::uint8_t {
    Id, Time, Created, Processed, EventType, Action, UserId, Ip, Agent, ResourceType, ResourceId, Tenant,
    Correlation, Status, Description, RequestData, ResponseData, Metadata, SlotCount
};

constexpr std::array names = std::to_array<SlotName>({
    {"audit_id", Id},
    {"id", Id},
    {"timestamp", Time},
    {"event_type", EventType},
    {"user_id", UserId},
    {"ip_address", Ip},
    {"user_agent", Agent},
    {"resource_type", ResourceType},
    {"resource_id", ResourceId},
    {"action", Action},
    {"status", Status},
    {"request_data", RequestData},
    {"response_data", ResponseData},
    {"metadata", Metadata},
    {"event_metadata", Metadata},
    {"tenant_id", Tenant},
    {"correlation_id", Correlation},
    {"created_at", Created},
    {"processed_at", Processed},
    {"description", Description},
});

using Slots = std::array<FieldSlot, SlotCount>;

void readTexts(AuditEvent& event, Slots& slots)
{
    takeText(event.id, slots[Id]);
    takeText(event.actor.id, slots[UserId]);
    takeText(event.ip, slots[Ip]);
    takeText(event.userAgent, slots[Agent]);
    takeText(event.entity.type, slots[ResourceType]);
    takeText(event.entity.id, slots[ResourceId]);
    takeText(event.requestId, slots[Correlation]);
    takeText(event.summary, slots[Description]);
    if (slots[Tenant].value.exists())
        takeText(event.tenant, slots[Tenant]);
}

/// The event type is the action where nothing else is; otherwise it stays beside it.
void readAction(AuditEvent& event, Slots& slots)
{
    takeText(event.action, slots[Action]);
    if (event.action.empty())
        takeText(event.action, slots[EventType]);
    event.verb = verbFromAction(event.action);
    if (event.verb == Verb::Other)
        event.verb = verbFromAction(slots[EventType].value.scalar());
}

/// "warning" and "info" say nothing about success; they, and every other word, stay to be seen.
void readStatus(AuditEvent& event, FieldSlot& status)
{
    const std::string_view word = status.value.scalar();
    if (word == "success")
        event.outcome = Outcome::Success;
    else if (word == "error" || word == "failure" || word == "failed")
        event.outcome = Outcome::Failure;
    else
        event.outcome = outcomeOfAction(event.action);
    status.used = word == "success" || word == "failure" || status.value.isNull();
}

EventTime takeTime(FieldSlot& slot, const DecodeOptions& options)
{
    const EventTime time = parseTime(slot.value, {.zone = options.zone, .pattern = {}, .epoch = EpochUnit::Auto});
    slot.used = time.origin != TimeOrigin::Missing || slot.value.isNull();
    return time;
}

void addClock(AuditEvent& event, const char* name, EventTime time)
{
    if (time.origin != TimeOrigin::Missing)
        event.clocks.push_back({name, time.ns});
}

/// BigQuery and some exports have only `created_at`; with `timestamp` beside it, it is a second clock.
void readTimes(AuditEvent& event, Slots& slots, const DecodeOptions& options)
{
    event.time = takeTime(slots[Time], options);
    const EventTime created = takeTime(slots[Created], options);
    if (event.time.origin == TimeOrigin::Missing)
        event.time = created;
    else
        addClock(event, "created", created);
    addClock(event, "processed", takeTime(slots[Processed], options));
}

/// Free data: two states inside of it are changes, and the whole stays in the extra members.
void readStates(AuditEvent& event, const Slots& slots)
{
    for (const Slot slot : {Metadata, ResponseData, RequestData}) {
        const TwoStates states = twoStatesIn(slots[slot].value);
        if (states.exist()) {
            addChangesBetween(states.before, states.after, event.changes);
            return;
        }
    }
}

void dropNulls(Slots& slots)
{
    for (FieldSlot& slot : slots)
        slot.used = slot.used || slot.value.isNull() || (slot.value.isString() && slot.value.text().empty());
}

/// What is missing for the item to be an event. `called` is the subject of the sentence.
DecodeProblem problemOf(json::Value item, const std::string& called)
{
    if (!item.isObject())
        return called + " is not an object.";
    std::string text;
    for (const char* name : {"action", "event_type"}) {
        if (takeText(text, item[name]) && !text.empty())
            return {};
    }
    return called + " has text neither in \"action\" nor in \"event_type\".";
}

void readItem(json::Value item, const DecodeOptions& options, AuditEvent& event, ExtraMembers& extra)
{
    Slots slots;
    pickFields(item, names, slots, extra);
    readAction(event, slots);
    readTexts(event, slots);
    readStatus(event, slots[Status]);
    readTimes(event, slots, options);
    readStates(event, slots);
    dropNulls(slots);
    addUnused(slots, extra);
}

bool isBatch(json::Value record)
{
    return record["batch_id"].exists() && record["events"].isArray();
}

/// audit.batch.<tenant>: the tenant stands on the batch, not on its events.
DecodeProblem readBatch(json::Value batch, const DecodeOptions& options, EventSink& sink)
{
    if (batch["events"].size() == 0)
        return "The batch has nothing in \"events\".";
    std::string around;
    std::string tenant;
    {
        ExtraMembers batchExtra(around, options.extra);
        for (const json::Value member : batch) {
            if (member.key() != "events" && (member.key() != "tenant_id" || !takeText(tenant, member)))
                batchExtra.add(member);
        }
    }
    std::size_t number = 0;
    for (const json::Value item : batch["events"]) {
        ++number;
        if (DecodeProblem problem = problemOf(item, "Element " + std::to_string(number) + " of \"events\""); !problem.empty()) {
            sink.refuse(item.text(), std::move(problem));
            continue;
        }
        if (sink.skip())
            continue;
        AuditEvent& event = sink.next(item.text());
        event.tenant = tenant;
        ExtraMembers extra(event.extra, options.extra);
        extra.addJson("batch", around);
        readItem(item, options, event, extra);
    }
    return {};
}

int fitOne(json::Value record)
{
    if (isBatch(record))
        return record["tenant_id"].exists() ? 85 : 0;
    if (!record["event_type"].isString() || !record.firstOf({"timestamp", "created_at"}).exists())
        return 0;
    const bool tenant = record["tenant_id"].exists();
    if (record["audit_id"].exists())
        return tenant ? 95 : 80;
    if (!record["id"].exists() || record["diff"].exists())
        return 0;
    int own = 0;
    for (const std::string_view name : {"resource_type", "resource_id", "severity", "status", "service_name",
             "correlation_id", "metadata", "ip_address", "session_id", "processed_at"})
        own += record[name].exists();
    return own < 3 ? 0 : tenant ? 80 : 65;
}

} // namespace

const FormatInfo& AuditFrameworkFormat::info() const
{
    static const FormatInfo info {"auditframework", QStringLiteral("Audit Log Framework"),
        Tr::tr("A record needs \"audit_id\" or \"id\", \"event_type\", \"timestamp\" or \"created_at\", and mostly \"tenant_id\"."),
        false};
    return info;
}

int AuditFrameworkFormat::fit(std::span<const json::Value> records) const
{
    return meanFit(records, fitOne);
}

DecodeProblem AuditFrameworkFormat::decode(json::Value record, const DecodeOptions& options, EventSink& sink) const
{
    if (isBatch(record))
        return readBatch(record, options, sink);
    if (DecodeProblem problem = problemOf(record, "The record"); !problem.empty())
        return problem;
    AuditEvent& event = sink.next(record.text());
    ExtraMembers extra(event.extra, options.extra);
    readItem(record, options, event, extra);
    return {};
}

} // namespace auditlens
