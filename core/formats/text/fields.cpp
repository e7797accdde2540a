// SPDX-License-Identifier: MIT
#include "formats/text/fields.h"

#include "base/fold.h"
#include "event/eventjson.h"

#include <algorithm>

namespace auditlens {

namespace {

bool isWeak(json::Value value)
{
    return !value.exists() || value.isNull() || (value.isString() && value.text().empty());
}

/// {"$oid": "…"}, {"$numberLong": "…"}: the scalar inside, or a missing value.
json::Value extendedScalar(json::Value object)
{
    if (!object.isObject() || object.size() != 1)
        return {};
    const json::Value only = *object.begin();
    const bool scalar = only.isString() || only.isNumber();
    return scalar && only.key().starts_with('$') ? only : json::Value();
}

// Members mostly come in the order of the table, so the search begins behind the name found last.
std::size_t rankOf(std::string_view key, std::span<const SlotName> names, std::size_t expected)
{
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::size_t rank = expected + i < names.size() ? expected + i : expected + i - names.size();
        if (names[rank].name == key)
            return rank;
    }
    return names.size();
}

} // namespace

ExtraMembers::~ExtraMembers()
{
    if (!m_to.empty())
        m_to += '}';
}

void ExtraMembers::add(std::string_view key, json::Value value)
{
    if (!m_wanted || !value.exists())
        return;
    m_to += m_to.empty() ? '{' : ',';
    appendJsonString(m_to, key);
    m_to += ':';
    appendJson(m_to, value);
}

void ExtraMembers::addJson(std::string_view key, std::string_view json)
{
    if (!m_wanted || json.empty())
        return;
    m_to += m_to.empty() ? '{' : ',';
    appendJsonString(m_to, key);
    (m_to += ':') += json;
}

void pickFields(json::Value object, std::span<const SlotName> names, std::span<FieldSlot> slots, ExtraMembers& extra)
{
    std::size_t expected = 0;
    for (const json::Value member : object) {
        const std::size_t rank = rankOf(member.key(), names, expected);
        if (rank == names.size()) {
            extra.add(member);
            continue;
        }
        expected = rank + 1;
        FieldSlot& slot = slots[names[rank].slot];
        const bool wins = isWeak(slot.value) || (rank <= slot.rank && !isWeak(member));
        extra.add(wins ? slot.value : member);
        if (!wins)
            continue;
        slot.value = member;
        slot.rank = std::uint8_t(rank);
        slot.used = false;
    }
}

void addUnused(std::span<const FieldSlot> slots, ExtraMembers& extra)
{
    if (!extra.wanted())
        return;
    for (const FieldSlot& slot : slots) {
        if (!slot.used)
            extra.add(slot.value);
    }
}

bool takeText(std::string& to, json::Value value)
{
    switch (value.kind()) {
    case json::Kind::String:
    case json::Kind::Number:
    case json::Kind::Bool: to.assign(value.text()); return true;
    case json::Kind::Null: to.clear(); return true;
    default: break;
    }
    const json::Value inner = extendedScalar(value);
    to.assign(inner.text());
    return inner.exists();
}

void takeText(std::string& to, FieldSlot& slot)
{
    slot.used = takeText(to, slot.value);
}

void toValue(Value& to, json::Value from)
{
    to.text.assign(from.text());
    switch (from.kind()) {
    case json::Kind::Missing: to.kind = Value::Kind::Absent; break;
    case json::Kind::Null:
        to.kind = Value::Kind::Null;
        to.text.clear();
        break;
    case json::Kind::Bool: to.kind = Value::Kind::Bool; break;
    case json::Kind::Number: to.kind = Value::Kind::Number; break;
    case json::Kind::String: to.kind = Value::Kind::Text; break;
    case json::Kind::Array:
    case json::Kind::Object: to.kind = Value::Kind::Document; break;
    }
}

Outcome outcomeOfAction(std::string_view action)
{
    using namespace std::string_view_literals;
    const std::string word = folded(action.substr(0, 100));
    for (const auto ending : {"failed"sv, "failure"sv, "denied"sv, "rejected"sv}) {
        if (word.ends_with(ending))
            return Outcome::Failure;
    }
    return Outcome::Unknown;
}

void appendJson(std::string& out, json::Value value)
{
    if (value.isString())
        appendJsonString(out, value.text());
    else if (value.isNull())
        out += "null";
    else
        out += value.text();
}

} // namespace auditlens
