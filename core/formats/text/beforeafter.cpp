// SPDX-License-Identifier: MIT
#include "formats/text/beforeafter.h"

#include "event/eventjson.h"
#include "formats/text/fields.h"

#include <array>
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
    for (const json::Value old : before) {
        if (const json::Value now = after[old.key()]; !sameJson(old, now))
            addChange(old.key(), old, now, to);
    }
    for (const json::Value now : after) {
        if (!before[now.key()].exists())
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
