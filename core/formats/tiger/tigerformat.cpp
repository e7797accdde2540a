// SPDX-License-Identifier: MIT
#include "formats/tiger/tigerformat.h"

#include "formats/text/fields.h"
#include "formats/text/pythonliteral.h"
#include "formats/text/timetext.h"
#include "formats/tiger/tigerdiff.h"

#include <QCoreApplication>

#include <array>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::TigerFormat)
};

enum Slot : std::uint8_t {
    Id, Time, Action, ActorSlot, Model, ObjectId, ObjectRepr, Diff, Summary, Context, Tenant, RequestId, Ip,
    UserAgent, Payload, MongoId, SlotCount
};

constexpr std::array names = std::to_array<SlotName>({
    {"event_id", Id},
    {"eventId", Id},
    {"id", Id},
    {"timestamp", Time},
    {"event_type", Action},
    {"action", Action},
    {"actor", ActorSlot},
    {"model", Model},
    {"object_id", ObjectId},
    {"object_repr", ObjectRepr},
    {"tenant", Tenant},
    {"request_id", RequestId},
    {"ip", Ip},
    {"user_agent", UserAgent},
    {"diff", Diff},
    {"summary", Summary},
    {"context", Context},
    {"tenant_id", Tenant},
    {"changes", Diff},
    {"created_at", Time},
    {"model_label", Model},
    {"objectPk", ObjectId},
    {"object_pk", ObjectId},
    {"payload", Payload},
    {"_id", MongoId},
    {"sk", Id},
});

using Slots = std::array<FieldSlot, SlotCount>;

enum ActorField : std::uint8_t { ActorId, ActorName, ActorFullName, ActorEmail, ActorKind, ActorFor, ActorFieldCount };

constexpr std::array<SlotName, ActorFieldCount> actorNames = {{
    {"id", ActorId},
    {"username", ActorName},
    {"name", ActorFullName},
    {"email", ActorEmail},
    {"kind", ActorKind},
    {"on_behalf_of", ActorFor},
}};

void readActorObject(json::Value object, Actor& actor, ExtraMembers& extra)
{
    std::array<FieldSlot, ActorFieldCount> slots;
    pickFields(object, actorNames, slots, extra);
    takeText(actor.id, slots[ActorId]);
    takeText(actor.name, slots[ActorName]);
    takeText(actor.fullName, slots[ActorFullName]);
    takeText(actor.email, slots[ActorEmail]);
    takeText(actor.kind, slots[ActorKind]);
    takeText(actor.onBehalfOf, slots[ActorFor]);
    addUnused(slots, extra);
}

/// The REST list gives the actor as Python's repr of the dict.
bool readActorRepr(std::string_view text, Actor& actor, ExtraMembers& extra)
{
    if (!text.starts_with('{'))
        return false;
    const std::optional<std::string> translated = jsonFromPythonLiteral(text);
    json::Document document;
    if (!translated || !document.parseCopy(*translated) || !document.root().isObject())
        return false;
    readActorObject(document.root(), actor, extra);
    return true;
}

bool readActor(json::Value value, Actor& actor, ExtraMembers& extra)
{
    if (value.isObject())
        readActorObject(value, actor, extra);
    else if (value.isString() && !readActorRepr(value.text(), actor, extra))
        actor.name.assign(value.text());
    return value.isObject() || value.isString() || value.isNull();
}

/// Decodes one envelope: the slots, the context inside, and what is left over.
class Envelope
{
public:
    Envelope(json::Value record, const DecodeOptions& options, AuditEvent& event, ExtraMembers& extra)
        : m_options(options), m_event(event), m_extra(extra)
    {
        pickFields(record, names, m_slots, extra);
    }

    json::Value payload() const
    {
        const json::Value payload = m_slots[Payload].value;
        return payload.isObject() && !m_slots[Diff].value.exists() ? payload : json::Value();
    }

    bool saysAnything() const
    {
        return m_slots[Model].value.exists() || m_slots[ObjectId].value.exists() || m_slots[Diff].value.exists();
    }

    /// An outbox row repeats in its columns what its payload says.
    void leaveRowOf(json::Value payload)
    {
        m_slots[MongoId].used = true;
        m_slots[Payload].used = true;
        const json::Value id = payload.firstOf({"event_id", "eventId", "id"});
        m_slots[Id].used = id.text() == m_slots[Id].value.text();
        if (!id.exists())
            takeText(m_event.id, m_slots[Id]);
        m_slots[Model].used = payload["model"].text() == m_slots[Model].value.text();
        m_slots[ObjectId].used = payload["object_id"].text() == m_slots[ObjectId].value.text();
        m_slots[Context].used = payload["context"].text() == m_slots[Context].value.text();
        const EventTime created = parseTime(m_slots[Time].value, rules());
        m_slots[Time].used = created.origin != TimeOrigin::Missing;
        if (m_slots[Time].used)
            m_event.clocks.push_back({"created", created.ns});
        std::string row;
        {
            ExtraMembers rowExtra(row, m_extra.wanted());
            addUnused(m_slots, rowExtra);
        }
        m_extra.addJson("outbox", row);
    }

    void decode()
    {
        if (m_options.changesOnly && decodeChanges())
            return;
        m_slots[MongoId].used = true;
        decodeTexts();
        m_event.time = parseTime(m_slots[Time].value, rules());
        m_slots[Time].used = m_event.time.origin != TimeOrigin::Missing;
        decodeDiff();
        decodeContextAndActor();
        if (m_event.action.empty())
            m_event.action = m_event.entity.id == "None" ? "deleted" : eventTypeOfDiff(m_event.changes);
        m_event.verb = verbFromAction(m_event.action);
        addUnused(m_slots, m_extra);
    }

private:
    TimeRules rules() const { return {.zone = m_options.zone, .pattern = {}, .epoch = EpochUnit::Auto}; }

    void decodeTexts()
    {
        if (m_slots[Id].value.exists())
            takeText(m_event.id, m_slots[Id]);
        takeText(m_event.action, m_slots[Action]);
        takeText(m_event.entity.type, m_slots[Model]);
        takeText(m_event.entity.id, m_slots[ObjectId]);
        takeText(m_event.entity.label, m_slots[ObjectRepr]);
        takeText(m_event.summary, m_slots[Summary]);
        takeText(m_event.tenant, m_slots[Tenant]);
        takeText(m_event.requestId, m_slots[RequestId]);
        takeText(m_event.ip, m_slots[Ip]);
        takeText(m_event.userAgent, m_slots[UserAgent]);
    }

    /// False when the context may say what the record does not.
    bool decodeChanges()
    {
        takeText(m_event.action, m_slots[Action]);
        takeText(m_event.tenant, m_slots[Tenant]);
        if (m_event.action.empty() || m_event.tenant.empty())
            return false;
        decodeDiff();
        m_event.verb = verbFromAction(m_event.action);
        return true;
    }

    void decodeDiff()
    {
        if (!m_slots[Diff].value.isObject())
            return;
        std::string left;
        readTigerDiff(m_slots[Diff].use(), m_event.changes, m_extra.wanted() ? &left : nullptr);
        m_extra.addJson(m_slots[Diff].value.key(), left);
    }

    void decodeContextAndActor()
    {
        const json::Value context = m_slots[Context].value;
        const json::Value inContext = context["actor"];
        FieldSlot& own = m_slots[ActorSlot];
        // The REST list gives a repr beside the same as an object; the object is the better source.
        const bool isRepr = own.value.isString() && own.value.text().starts_with('{');
        const bool preferContext = inContext.isObject() && (isRepr || own.value.isNull() || !own.value.exists());
        std::string left;
        {
            ExtraMembers actorExtra(left, m_extra.wanted());
            own.used = preferContext || readActor(own.value, m_event.actor, actorExtra);
            if (preferContext || !m_event.actor.known())
                m_contextActorUsed = readActor(inContext, m_event.actor, actorExtra);
        }
        m_extra.addJson("actor", left);
        m_contextActorUsed = m_contextActorUsed || (own.used && inContext.text() == own.value.text());
        decodeContext();
    }

    void decodeContext()
    {
        const json::Value context = m_slots[Context].value;
        if (!context.isObject()) {
            m_slots[Context].used = context.isNull();
            return;
        }
        m_slots[Context].used = true;
        std::string left;
        {
            ExtraMembers contextExtra(left, m_extra.wanted());
            for (const json::Value member : context) {
                if (!takeContextMember(member, contextExtra))
                    contextExtra.add(member);
            }
        }
        m_extra.addJson("context", left);
    }

    bool takeContextMember(json::Value member, ExtraMembers& extra)
    {
        const std::string_view key = member.key();
        if (key == "actor")
            return m_contextActorUsed;
        if (key == "summary")
            return fill(m_event.summary, member);
        if (key == "event_type")
            return fill(m_event.action, member);
        if (key == "tenant" || key == "tenant_id")
            return fill(m_event.tenant, member);
        if (key == "object_repr")
            return fill(m_event.entity.label, member);
        if (key != "request" || !member.isObject())
            return false;
        decodeRequest(member, extra);
        return true;
    }

    bool takeRequestMember(json::Value member)
    {
        const std::string_view key = member.key();
        if (key == "ip")
            return fill(m_event.ip, member);
        if (key == "user_agent")
            return fill(m_event.userAgent, member);
        return key == "request_id" && fill(m_event.requestId, member);
    }

    void decodeRequest(json::Value request, ExtraMembers& extra)
    {
        std::string left;
        {
            ExtraMembers requestExtra(left, extra.wanted());
            for (const json::Value member : request) {
                if (!takeRequestMember(member))
                    requestExtra.add(member);
            }
        }
        extra.addJson("request", left);
    }

    /// Takes what nobody said before; the same said twice is not kept twice.
    static bool fill(std::string& to, json::Value from)
    {
        return to.empty() ? takeText(to, from) : to == from.text();
    }

    const DecodeOptions& m_options;
    AuditEvent& m_event;
    ExtraMembers& m_extra;
    Slots m_slots;
    bool m_contextActorUsed = false;
};

int fitOne(json::Value record)
{
    bool model = false, object = false, diff = false, actor = false, own = false;
    for (const json::Value member : record) {
        const std::string_view key = member.key();
        if (key == "payload" && member.isObject() && member["model"].isString() && member["diff"].isObject())
            return 90;
        model = model || ((key == "model" || key == "model_label") && member.isString());
        object = object || key == "object_id" || key == "objectPk" || key == "object_pk";
        diff = diff || ((key == "diff" || key == "changes") && member.isObject());
        actor = actor || (key == "actor" && !member.isArray());
        own = own || key == "context" || key == "event_id" || key == "eventId" || key == "event_type";
    }
    if (!model || !object || !diff)
        return 0;
    return own ? 95 : actor ? 85 : 60;
}

} // namespace

const FormatInfo& TigerFormat::info() const
{
    static const FormatInfo info {"tiger", QStringLiteral("tiger_audit_trail"),
        Tr::tr("A record needs \"model\", \"object_id\" and an object \"diff\"."), false};
    return info;
}

int TigerFormat::fit(std::span<const json::Value> records) const
{
    return meanFit(records, fitOne);
}

DecodeProblem TigerFormat::decode(json::Value record, const DecodeOptions& options, EventSink& sink) const
{
    if (!record.isObject())
        return "The record is not an object.";
    AuditEvent& event = sink.next(record.text());
    ExtraMembers extra(event.extra, options.extra);
    Envelope envelope(record, options, event, extra);
    if (const json::Value payload = envelope.payload(); payload.exists()) {
        envelope.leaveRowOf(payload);
        Envelope inner(payload, options, event, extra);
        inner.decode();
        return {};
    }
    if (!envelope.saysAnything())
        return "The record has none of \"model\", \"object_id\" and \"diff\".";
    envelope.decode();
    return {};
}

} // namespace auditlens
