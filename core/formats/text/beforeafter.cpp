// SPDX-License-Identifier: MIT
#include "formats/text/beforeafter.h"

#include "event/eventjson.h"
#include "formats/text/fields.h"

#include <array>
#include <unordered_map>
#include <utility>

namespace auditlens {

namespace {

bool sameJson(json::Value a, json::Value b)
{
    if (a.kind() != b.kind())
        return false;
    if (a.text() == b.text() || (!a.isObject() && !a.isArray()))
        return a.text() == b.text();
    std::string compactA;
    std::string compactB;
    appendCompactJson(compactA, a.text());
    appendCompactJson(compactB, b.text());
    return compactA == compactB;
}

/// Finds members by name; of a large object in one step, so that hostile records take no time.
class Members
{
public:
    explicit Members(json::Value object) : m_object(object)
    {
        constexpr std::size_t small = 16;
        if (object.size() <= small)
            return;
        for (const json::Value member : object)
            m_byName.insert_or_assign(member.key(), member);
    }
    json::Value operator[](std::string_view name) const
    {
        if (m_byName.empty())
            return m_object[name];
        const auto found = m_byName.find(name);
        return found == m_byName.end() ? json::Value() : found->second;
    }

private:
    json::Value m_object;
    std::unordered_map<std::string_view, json::Value> m_byName;
};

void addChange(std::string_view field, json::Value before, json::Value after, std::vector<Change>& to)
{
    Change& change = to.emplace_back();
    change.field.assign(field);
    toValue(change.before, before);
    toValue(change.after, after);
    if (change.before.kind == Value::Kind::Document || change.after.kind == Value::Kind::Document)
        change.kind = Change::Kind::Document;
}

} // namespace

void addChangesBetween(json::Value before, json::Value after, std::vector<Change>& to)
{
    const Members befores(before);
    const Members afters(after);
    for (const json::Value old : before) {
        if (const json::Value now = afters[old.key()]; !sameJson(old, now))
            addChange(old.key(), old, now, to);
    }
    for (const json::Value now : after) {
        if (!befores[now.key()].exists())
            addChange(now.key(), {}, now, to);
    }
}

TwoStates twoStatesIn(json::Value holder)
{
    using namespace std::string_view_literals;
    constexpr std::array names = {std::pair {"before"sv, "after"sv}, std::pair {"old"sv, "new"sv},
        std::pair {"old_values"sv, "new_values"sv}};
    for (const auto& [before, after] : names) {
        if (const TwoStates states {holder[before], holder[after]}; states.exist())
            return states;
    }
    return {};
}

} // namespace auditlens
