// SPDX-License-Identifier: MIT
#include "event/eventjson.h"

#include "event/isotime.h"

namespace auditlens {

namespace {

/// Members of one object in written order.
class ObjectWriter
{
public:
    explicit ObjectWriter(std::string& out) : m_out(out) { m_out += '{'; }
    ~ObjectWriter() { m_out += '}'; }
    ObjectWriter(const ObjectWriter&) = delete;
    ObjectWriter& operator=(const ObjectWriter&) = delete;

    std::string& key(std::string_view name)
    {
        if (!m_first)
            m_out += ',';
        m_first = false;
        appendJsonString(m_out, name);
        m_out += ':';
        return m_out;
    }

    void text(std::string_view name, std::string_view value)
    {
        key(name);
        if (value.empty())
            m_out += "null";
        else
            appendJsonString(m_out, value);
    }

    void textIfAny(std::string_view name, std::string_view value)
    {
        if (!value.empty())
            text(name, value);
    }

    void flag(std::string_view name, bool value) { key(name) += value ? "true" : "false"; }

    void time(std::string_view name, Nanoseconds ns, unsigned digits)
    {
        key(name);
        if (ns == noTime) {
            m_out += "null";
            return;
        }
        m_out += '"';
        appendIsoUtc(m_out, ns, digits);
        m_out += '"';
    }

private:
    std::string& m_out;
    bool m_first = true;
};

std::string_view changeKindName(Change::Kind kind)
{
    switch (kind) {
    case Change::Kind::Scalar: return "scalar";
    case Change::Kind::Reference: return "reference";
    case Change::Kind::Members: return "members";
    case Change::Kind::Document: return "document";
    }
    return "scalar";
}

void appendActor(std::string& out, const Actor& actor)
{
    if (!actor.known()) {
        out += "null";
        return;
    }
    ObjectWriter object(out);
    object.text("id", actor.id);
    object.text("name", actor.name);
    object.text("full_name", actor.fullName);
    object.text("email", actor.email);
    object.text("kind", actor.kind);
    object.text("on_behalf_of", actor.onBehalfOf);
}

void appendEntity(std::string& out, const EntityRef& entity)
{
    if (!entity.known()) {
        out += "null";
        return;
    }
    ObjectWriter object(out);
    object.text("type", entity.type);
    object.text("id", entity.id);
    object.text("label", entity.label);
}

void appendClocks(std::string& out, const std::vector<OtherClock>& clocks)
{
    ObjectWriter object(out);
    for (const OtherClock& clock : clocks)
        object.time(clock.name, clock.ns, 9);
}

void appendSignature(std::string& out, const SignatureClaim& claim)
{
    if (claim.scheme.empty()) {
        out += "null";
        return;
    }
    ObjectWriter object(out);
    object.text("scheme", claim.scheme);
    object.text("text", claim.text);
}

template <typename Items, typename Append>
void appendArray(std::string& out, const Items& items, Append append)
{
    out += '[';
    bool first = true;
    for (const auto& item : items) {
        if (!first)
            out += ',';
        first = false;
        append(out, item);
    }
    out += ']';
}

void appendReference(std::string& out, const Value& value)
{
    ObjectWriter object(out);
    object.text("id", value.text);
    object.text("label", value.label);
    object.text("model", value.model);
}

void appendMasked(std::string& out, const Value& value)
{
    ObjectWriter object(out);
    object.text("masked", value.text);
    object.flag("encrypted", !value.cipher.empty());
}

} // namespace

void appendEventJson(std::string& out, const AuditEvent& event, const EventJsonOptions& options)
{
    ObjectWriter object(out);
    object.text("id", event.id);
    object.time("time", event.time.ns, event.time.fractionDigits);
    object.text("time_origin", timeOriginName(event.time.origin));
    appendActor(object.key("actor"), event.actor);
    object.text("action", event.action);
    object.text("verb", verbName(event.verb));
    object.text("outcome", outcomeName(event.outcome));
    object.text("outcome_reason", event.outcomeReason);
    appendEntity(object.key("entity"), event.entity);
    object.text("tenant", event.tenant);
    object.text("ip", event.ip);
    object.text("request_id", event.requestId);
    object.text("user_agent", event.userAgent);
    appendArray(object.key("changes"), event.changes, appendChangeJson);
    object.text("summary", event.summary);
    object.text("source", options.source);
    appendClocks(object.key("clocks"), event.clocks);
    appendSignature(object.key("signature"), event.signature);
    appendCompactJson(object.key("extra"), event.extra.empty() ? std::string_view("null") : event.extra);
}

void appendChangeJson(std::string& out, const Change& change)
{
    ObjectWriter object(out);
    object.text("field", change.field);
    object.textIfAny("label", change.label);
    object.textIfAny("type", change.type);
    object.text("kind", changeKindName(change.kind));
    object.textIfAny("model", change.model);
    if (change.before.exists())
        appendValueJson(object.key("before"), change.before);
    if (change.after.exists())
        appendValueJson(object.key("after"), change.after);
    if (change.kind == Change::Kind::Members) {
        appendArray(object.key("added"), change.added, appendValueJson);
        appendArray(object.key("removed"), change.removed, appendValueJson);
    }
    object.flag("masked", change.isMasked());
}

void appendValueJson(std::string& out, const Value& value)
{
    switch (value.kind) {
    case Value::Kind::Absent:
    case Value::Kind::Null: out += "null"; break;
    case Value::Kind::Bool:
    case Value::Kind::Number: out += value.text; break;
    case Value::Kind::Text: appendJsonString(out, value.text); break;
    case Value::Kind::Document: appendCompactJson(out, value.text); break;
    case Value::Kind::Reference: appendReference(out, value); break;
    case Value::Kind::Masked: appendMasked(out, value); break;
    }
}

void appendJsonString(std::string& out, std::string_view utf8)
{
    constexpr char hex[] = "0123456789abcdef";
    out += '"';
    std::size_t plain = 0;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const char c = utf8[i];
        if (static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\')
            continue;
        out.append(utf8, plain, i - plain);
        plain = i + 1;
        switch (c) {
        case '"': out += "\\\""; break;
        case '\\': out += "\\\\"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\t': out += "\\t"; break;
        default: ((out += "\\u00") += hex[(c >> 4) & 0xf]) += hex[c & 0xf];
        }
    }
    out.append(utf8, plain);
    out += '"';
}

void appendCompactJson(std::string& out, std::string_view json)
{
    bool inString = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (!inString && (c == ' ' || c == '\t' || c == '\n' || c == '\r'))
            continue;
        out += c;
        if (inString && c == '\\' && i + 1 < json.size())
            out += json[++i];
        else if (c == '"')
            inString = !inString;
    }
}

} // namespace auditlens
