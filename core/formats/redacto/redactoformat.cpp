// SPDX-License-Identifier: MIT
#include "formats/redacto/redactoformat.h"

#include "formats/text/fields.h"
#include "formats/text/lokilines.h"

#include <QCoreApplication>

#include <array>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::RedactoFormat)
};

enum Slot : std::uint8_t {
    Organization, Action, Crud, Ip, ActorName, ActorUuid, ResourceName, ResourceUuid, ResourceType, Signature, SlotCount
};

constexpr std::array<SlotName, SlotCount> names = {{
    {"organization_uuid", Organization},
    {"action", Action},
    {"crud", Crud},
    {"source_ip", Ip},
    {"actor_name", ActorName},
    {"actor_uuid", ActorUuid},
    {"resource_name", ResourceName},
    {"resource_uuid", ResourceUuid},
    {"resource_type", ResourceType},
    {"event_signature", Signature},
}};

using Slots = std::array<FieldSlot, SlotCount>;

/// An unset label is pushed as null, which Loki stores as these four letters.
void takeLabel(std::string& to, FieldSlot& slot)
{
    takeText(to, slot);
    if (to == "null")
        to.clear();
}

void resolveEscapes(std::string& text)
{
    if (text.find("\\u") == std::string::npos)
        return;
    if (auto resolved = jsonUnescaped(text))
        text = std::move(*resolved);
}

void readTexts(AuditEvent& event, Slots& slots)
{
    takeLabel(event.tenant, slots[Organization]);
    takeLabel(event.action, slots[Action]);
    takeLabel(event.ip, slots[Ip]);
    takeLabel(event.actor.name, slots[ActorName]);
    takeLabel(event.actor.id, slots[ActorUuid]);
    takeLabel(event.entity.label, slots[ResourceName]);
    takeLabel(event.entity.id, slots[ResourceUuid]);
    takeLabel(event.entity.type, slots[ResourceType]);
    takeLabel(event.signature.text, slots[Signature]);
    if (!event.signature.text.empty())
        event.signature.scheme = "redacto-hmac";
    for (std::string* text : {&event.action, &event.actor.name, &event.entity.label, &event.entity.type})
        resolveEscapes(*text);
}

/// `crud` is the verb; without an action it is the action too.
void readVerb(AuditEvent& event, Slots& slots)
{
    std::string crud;
    takeLabel(crud, slots[Crud]);
    event.verb = verbFromAction(crud);
    if (event.action.empty())
        event.action = crud;
    // A crud that is not one of c, r, u, d says something else and stays to be seen.
    slots[Crud].used = slots[Crud].used && (crud.empty() || event.action == crud || event.verb != Verb::Other);
    if (event.verb == Verb::Other)
        event.verb = verbFromAction(event.action);
    event.outcome = outcomeOfAction(event.action);
}

void readLine(const LokiLine& line, bool wantExtra, AuditEvent& event)
{
    Slots slots;
    ExtraMembers extra(event.extra, wantExtra);
    pickFields(line.labels, names, slots, extra);
    std::string left;
    {
        ExtraMembers metadataExtra(left, wantExtra);
        pickFields(line.metadata, names, slots, metadataExtra);
    }
    readTexts(event, slots);
    readVerb(event, slots);
    addUnused(slots, extra);
    extra.addJson("structured_metadata", left);
    if (line.parsed.size() > 0)
        extra.add("parsed", line.parsed);
    extra.add("unexpected", line.odd);
    for (const json::Value other : line.others)
        extra.add(other);
    event.time = line.time;
    event.summary.assign(line.line.text());
}

bool hasOwnNames(json::Value labels)
{
    return labels["organization_uuid"].exists() || labels["event_signature"].exists()
        || (labels["crud"].exists() && labels["actor_name"].exists());
}

int fitOne(json::Value record)
{
    if (!isLokiRecord(record))
        return 0;
    const bool own = hasOwnNames(record.firstOf({"stream", "labels"})) || anyLokiMetadata(record, hasOwnNames);
    return own ? 90 : 0;
}

} // namespace

const FormatInfo& RedactoFormat::info() const
{
    static const FormatInfo info {"redacto", QStringLiteral("Redacto Audit Log Kit (Loki)"),
        Tr::tr("A Loki stream or logcli line with the label \"organization_uuid\", or with \"event_signature\"."), false};
    return info;
}

int RedactoFormat::fit(std::span<const json::Value> records) const
{
    return meanFit(records, fitOne);
}

std::vector<std::string> RedactoFormat::recordPaths() const
{
    return {"data.result", "streams"};
}

DecodeProblem RedactoFormat::decode(json::Value record, const DecodeOptions& options, EventSink& sink) const
{
    return forEachLokiLine(
        record, [&sink] { return sink.skip(); }, [&](const LokiLine& line) { readLine(line, options.extra, sink.next(line.raw)); });
}

} // namespace auditlens
