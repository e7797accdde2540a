// SPDX-License-Identifier: MIT
#include "formats/auditlogger/auditloggerformat.h"

#include "formats/text/fields.h"
#include "formats/text/timetext.h"

#include <QCoreApplication>

#include <array>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::AuditLoggerFormat)
};

enum Slot : std::uint8_t { Date, Action, User, Instance, Request, SlotCount };

constexpr std::array<SlotName, SlotCount> names = {{
    {"date", Date},
    {"action", Action},
    {"user", User},
    {"instance", Instance},
    {"request", Request},
}};

/// What CloudWatch Logs puts around a message.
enum Cover : std::uint8_t { EventId, Pushed, Ingested, Message, CoverCount };

constexpr std::array<SlotName, CoverCount> coverNames = {{
    {"eventId", EventId},
    {"timestamp", Pushed},
    {"ingestionTime", Ingested},
    {"message", Message},
}};

enum UserField : std::uint8_t { UserId, UserName, UserEmail, Organisation, UserIp, UserFieldCount };

constexpr std::array<SlotName, UserFieldCount> userNames = {{
    {"pk", UserId},
    {"username", UserName},
    {"email", UserEmail},
    {"organisation", Organisation},
    {"ip", UserIp},
}};

enum InstanceField : std::uint8_t { InstanceModel, InstanceName, InstancePk, ChangedFields, InstanceFieldCount };

constexpr std::array<SlotName, InstanceFieldCount> instanceNames = {{
    {"model", InstanceModel},
    {"name", InstanceName},
    {"pk", InstancePk},
    {"fields", ChangedFields},
}};

bool isMessage(json::Value record)
{
    return record["action"].isString() && record["user"].isObject() && record["date"].exists()
        && (record["instance"].exists() || record["stack"].isArray());
}

void readUser(FieldSlot& slot, AuditEvent& event, ExtraMembers& extra)
{
    if (!slot.value.isObject())
        return;
    std::array<FieldSlot, UserFieldCount> slots;
    std::string left;
    {
        ExtraMembers userExtra(left, extra.wanted());
        pickFields(slot.use(), userNames, slots, userExtra);
        takeText(event.actor.id, slots[UserId]);
        takeText(event.actor.name, slots[UserName]);
        takeText(event.actor.email, slots[UserEmail]);
        takeText(event.tenant, slots[Organisation]);
        takeText(event.ip, slots[UserIp]);
        addUnused(slots, userExtra);
    }
    extra.addJson("user", left);
}

/// The system names the changed fields and never their values: such a change has neither a before nor an after.
void readChangedFields(FieldSlot& slot, AuditEvent& event)
{
    bool onlyTexts = slot.value.isArray();
    for (const json::Value field : slot.value)
        onlyTexts = onlyTexts && field.isString();
    if (!onlyTexts)
        return;
    for (const json::Value field : slot.use())
        event.changes.emplace_back().field.assign(field.text());
}

void readInstance(FieldSlot& slot, AuditEvent& event, ExtraMembers& extra)
{
    slot.used = slot.value.isNull();
    if (!slot.value.isObject())
        return;
    std::array<FieldSlot, InstanceFieldCount> slots;
    std::string left;
    {
        ExtraMembers instanceExtra(left, extra.wanted());
        pickFields(slot.use(), instanceNames, slots, instanceExtra);
        takeText(event.entity.type, slots[InstanceModel]);
        takeText(event.entity.label, slots[InstanceName]);
        takeText(event.entity.id, slots[InstancePk]);
        readChangedFields(slots[ChangedFields], event);
        addUnused(slots, instanceExtra);
    }
    extra.addJson("instance", left);
}

/// {"id", "url"}, or the empty text when nothing numbers the requests.
void readRequest(FieldSlot& slot, AuditEvent& event, ExtraMembers& extra)
{
    slot.used = slot.value.isString() && slot.value.text().empty();
    if (!slot.value.isObject())
        return;
    std::string left;
    {
        ExtraMembers requestExtra(left, extra.wanted());
        for (const json::Value member : slot.use()) {
            if (member.key() != "id" || !takeText(event.requestId, member))
                requestExtra.add(member);
        }
    }
    extra.addJson("request", left);
}

DecodeProblem readMessage(json::Value message, AuditEvent& event, ExtraMembers& extra)
{
    std::array<FieldSlot, SlotCount> slots;
    pickFields(message, names, slots, extra);
    takeText(event.action, slots[Action]);
    if (event.action.empty())
        return "The message has no text in \"action\".";
    // The source writes datetime.utcnow(): no zone in the text, UTC by definition.
    event.time = parseUtcTime(slots[Date].value);
    slots[Date].used = event.time.origin != TimeOrigin::Missing;
    readUser(slots[User], event, extra);
    readInstance(slots[Instance], event, extra);
    readRequest(slots[Request], event, extra);
    event.verb = verbFromAction(event.action);
    event.outcome = outcomeOfAction(event.action);
    addUnused(slots, extra);
    return {};
}

/// Both are times of a batch on its way, not of the event.
void readClock(const char* name, FieldSlot& slot, AuditEvent& event)
{
    const EventTime time = parseTime(slot.value, {.zone = "UTC", .pattern = {}, .epoch = EpochUnit::Milliseconds});
    slot.used = time.origin != TimeOrigin::Missing;
    if (slot.used)
        event.clocks.push_back({name, time.ns});
}

/// The message of a CloudWatch event as JSON: a text of JSON mostly, an object where an exporter has unpacked it.
json::Value unpacked(json::Value message, json::Document& document)
{
    if (message.isObject())
        return message;
    return message.isString() && document.parseCopy(message.text()) ? document.root() : json::Value();
}

DecodeProblem readCovered(json::Value record, AuditEvent& event, ExtraMembers& extra)
{
    thread_local json::Document document; // keeps its memory from message to message
    std::array<FieldSlot, CoverCount> slots;
    pickFields(record, coverNames, slots, extra);
    const json::Value message = unpacked(slots[Message].use(), document);
    if (!message.isObject())
        return "The text in \"message\" is not a JSON object.";
    takeText(event.id, slots[EventId]);
    readClock("pushed", slots[Pushed], event);
    readClock("ingested", slots[Ingested], event);
    addUnused(slots, extra);
    return readMessage(message, event, extra);
}

bool isCovered(json::Value record)
{
    return record["message"].exists() && !record["action"].exists();
}

int fitOne(json::Value record)
{
    if (!isCovered(record))
        return isMessage(record) ? 95 : 0;
    json::Document document;
    return isMessage(unpacked(record["message"], document)) ? 95 : 0;
}

} // namespace

const FormatInfo& AuditLoggerFormat::info() const
{
    static const FormatInfo info {"auditlogger", QStringLiteral("Django Audit Logger"),
        Tr::tr("A record, or the JSON text in its \"message\", needs \"date\", \"action\", an object \"user\" and \"instance\" or \"stack\"."),
        false};
    return info;
}

int AuditLoggerFormat::fit(std::span<const json::Value> records) const
{
    return meanFit(records, fitOne);
}

DecodeProblem AuditLoggerFormat::decode(json::Value record, const DecodeOptions& options, EventSink& sink) const
{
    if (!record.isObject())
        return "The record is not an object.";
    AuditEvent& event = sink.next(record.text());
    ExtraMembers extra(event.extra, options.extra);
    return isCovered(record) ? readCovered(record, event, extra) : readMessage(record, event, extra);
}

} // namespace auditlens
