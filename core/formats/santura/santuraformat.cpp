// SPDX-License-Identifier: MIT
#include "formats/santura/santuraformat.h"

#include "formats/text/beforeafter.h"
#include "formats/text/fields.h"
#include "formats/text/timetext.h"

#include <QCoreApplication>

#include <array>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::SanturaFormat)
};

enum Slot : std::uint8_t { Id, Time, Action, UserId, Details, Signature, SlotCount };

constexpr std::array names = std::to_array<SlotName>({
    {"_id", Id},
    {"timestamp", Time},
    {"action", Action},
    {"user_id", UserId},
    {"details", Details},
    {"signature", Signature},
    {"Id", Id},
    {"userId", UserId},
});

enum Detail : std::uint8_t { Ip, Agent, RequestId, UserName, Email, Tenant, EntityType, EntityId, EntityLabel, DetailCount };

/// `details` is free; these are the names that the project's documentation and SDK use, and their usual relatives.
constexpr std::array detailNames = std::to_array<SlotName>({
    {"ip", Ip},
    {"ip_address", Ip},
    {"user_agent", Agent},
    {"request_id", RequestId},
    {"username", UserName},
    {"email", Email},
    {"tenant", Tenant},
    {"tenant_id", Tenant},
    {"entity_type", EntityType},
    {"resource_type", EntityType},
    {"object_type", EntityType},
    {"model", EntityType},
    {"entity_id", EntityId},
    {"resource_id", EntityId},
    {"object_id", EntityId},
    {"entity_name", EntityLabel},
    {"resource_name", EntityLabel},
    {"object_repr", EntityLabel},
});

void readDetails(json::Value details, AuditEvent& event, ExtraMembers& extra)
{
    std::array<FieldSlot, DetailCount> slots;
    const TwoStates states = twoStatesIn(details);
    std::string left;
    {
        ExtraMembers detailExtra(left, extra.wanted());
        pickFields(details, detailNames, slots, detailExtra);
        takeText(event.ip, slots[Ip]);
        takeText(event.userAgent, slots[Agent]);
        takeText(event.requestId, slots[RequestId]);
        takeText(event.actor.name, slots[UserName]);
        takeText(event.actor.email, slots[Email]);
        takeText(event.tenant, slots[Tenant]);
        takeText(event.entity.type, slots[EntityType]);
        takeText(event.entity.id, slots[EntityId]);
        takeText(event.entity.label, slots[EntityLabel]);
        addUnused(slots, detailExtra);
    }
    if (states.exist())
        addChangesBetween(states.before, states.after, event.changes);
    extra.addJson("details", left);
}

void takeSignature(AuditEvent& event, FieldSlot& slot)
{
    takeText(event.signature.text, slot);
    if (!event.signature.text.empty())
        event.signature.scheme = "santura-hmac";
}

int fitOne(json::Value record)
{
    bool id = false, time = false, action = false, user = false, details = false, signature = false;
    int others = 0;
    for (const json::Value member : record) {
        const std::string_view key = member.key();
        if (key == "_id" || key == "Id")
            id = true;
        else if (key == "timestamp")
            time = true;
        else if (key == "action")
            action = member.isString();
        else if (key == "user_id" || key == "userId")
            user = true;
        else if (key == "details")
            details = member.isObject();
        else if (key == "signature")
            signature = member.isString();
        else
            ++others;
    }
    if (!time || !action || !user || !details)
        return 0;
    if (signature)
        return id ? 95 : 80;
    return id && others == 0 ? 75 : 0;
}

} // namespace

const FormatInfo& SanturaFormat::info() const
{
    static const FormatInfo info {"santura", QStringLiteral("santura AuditTrail"),
        Tr::tr("A record needs \"_id\", \"timestamp\", \"action\", \"user_id\" and an object \"details\"."), false};
    return info;
}

int SanturaFormat::fit(std::span<const json::Value> records) const
{
    return meanFit(records, fitOne);
}

std::vector<std::string> SanturaFormat::recordPaths() const
{
    return {"data.logs"};
}

DecodeProblem SanturaFormat::decode(json::Value record, const DecodeOptions& options, EventSink& sink) const
{
    if (!record.isObject())
        return "The record is not an object.";
    AuditEvent& event = sink.next(record.text());
    ExtraMembers extra(event.extra, options.extra);
    std::array<FieldSlot, SlotCount> slots;
    pickFields(record, names, slots, extra);
    takeText(event.action, slots[Action]);
    if (event.action.empty())
        return "The record has no text in \"action\".";
    takeText(event.id, slots[Id]);
    takeText(event.actor.id, slots[UserId]);
    takeSignature(event, slots[Signature]);
    // The export leaves the zone out, but the server keeps and writes nothing but UTC.
    event.time = parseUtcTime(slots[Time].value);
    slots[Time].used = event.time.origin != TimeOrigin::Missing;
    if (slots[Details].value.isObject())
        readDetails(slots[Details].use(), event, extra);
    event.verb = verbFromAction(event.action);
    event.outcome = outcomeOfAction(event.action);
    addUnused(slots, extra);
    return {};
}

} // namespace auditlens
