// SPDX-License-Identifier: MIT
#include "integrity/changelog.h"

#include "store/bytes.h"

namespace auditlens {

namespace {

constexpr std::size_t chunkSize = std::size_t(4) << 20;

void appendText(std::string& out, std::string_view text)
{
    appendVarint(out, text.size());
    out += text;
}

void readText(ByteReader& in, std::string& text)
{
    text = in.bytes(in.varint());
}

void appendValue(std::string& out, const Value& value)
{
    out.push_back(char(value.kind));
    if (!value.exists() || value.kind == Value::Kind::Null)
        return;
    appendText(out, value.text);
    if (value.kind != Value::Kind::Reference)
        return;
    appendText(out, value.label);
    appendText(out, value.model);
}

void readValue(ByteReader& in, Value& value)
{
    value.kind = Value::Kind(in.number<std::uint8_t>());
    value.text.clear();
    value.label.clear();
    value.model.clear();
    if (!value.exists() || value.kind == Value::Kind::Null)
        return;
    readText(in, value.text);
    if (value.kind != Value::Kind::Reference)
        return;
    readText(in, value.label);
    readText(in, value.model);
}

void appendValues(std::string& out, const std::vector<Value>& values)
{
    appendVarint(out, values.size());
    for (const Value& value : values)
        appendValue(out, value);
}

void readValues(ByteReader& in, std::vector<Value>& values)
{
    values.resize(in.varint());
    for (Value& value : values)
        readValue(in, value);
}

void appendChange(std::string& out, const Change& change)
{
    out.push_back(char(change.kind));
    appendText(out, change.field);
    if (change.kind == Change::Kind::Members) {
        appendValues(out, change.added);
        appendValues(out, change.removed);
    } else {
        appendValue(out, change.before);
        appendValue(out, change.after);
    }
}

void readChange(ByteReader& in, Change& change)
{
    change.kind = Change::Kind(in.number<std::uint8_t>());
    readText(in, change.field);
    if (change.kind == Change::Kind::Members) {
        readValues(in, change.added);
        readValues(in, change.removed);
    } else {
        readValue(in, change.before);
        readValue(in, change.after);
    }
}

} // namespace

ChangeLog::Place ChangeLog::add(const AuditEvent& event)
{
    if (m_chunks.empty() || m_chunks.back().size() > chunkSize)
        m_chunks.emplace_back().reserve(chunkSize + chunkSize / 8);
    std::string& out = m_chunks.back();
    const Place place = Place(m_chunks.size() - 1) << 32 | out.size();
    out.push_back(char(event.verb));
    out.push_back(char(event.outcome));
    appendText(out, event.action);
    appendVarint(out, event.changes.size());
    for (const Change& change : event.changes)
        appendChange(out, change);
    return place;
}

void ChangeLog::read(Place place, AuditEvent& into) const
{
    ByteReader in(std::string_view(m_chunks[place >> 32]).substr(place & 0xffff'ffff));
    into.verb = Verb(in.number<std::uint8_t>());
    into.outcome = Outcome(in.number<std::uint8_t>());
    readText(in, into.action);
    into.changes.resize(in.varint());
    for (Change& change : into.changes)
        readChange(in, change);
}

} // namespace auditlens
