// SPDX-License-Identifier: MIT
#include "query/boundquery.h"

#include <array>

namespace auditlens {

namespace {

using namespace std::string_view_literals;
using Node = BoundQuery::Node;

constexpr std::array fieldWords = {"anything"sv, "id"sv, "action"sv, "verb"sv, "actor"sv, "entity.type"sv,
    "entity.id"sv, "entity.label"sv, "entity"sv, "tenant"sv, "source"sv, "ip"sv, "request"sv, "changed"sv, "from"sv,
    "to"sv, "summary"sv, "outcome"sv, "masked"sv, "has.changes"sv, "time"sv, "hour"sv, "weekday"sv, "verified"sv, "continuity"sv, "clock"sv, "tag"sv,
    "path"sv};
static_assert(fieldWords.size() == std::size_t(Field::Path) + 1);

std::string describeClock(const ClockTest& test)
{
    std::string text;
    for (int i = 0; i < 24; ++i) {
        if ((test.accepted >> i & 1) != 0)
            text += (text.empty() ? "" : ",") + std::to_string(i);
    }
    return text;
}

std::string describeTime(const Node& term)
{
    const bool begins = term.begin != std::numeric_limits<Nanoseconds>::min();
    const bool ends = term.end != std::numeric_limits<Nanoseconds>::max();
    return "time[" + (begins ? std::to_string(term.begin) : "") + ".." + (ends ? std::to_string(term.end) : "") + ")";
}

std::string describeTerm(const Node& term)
{
    if (term.field == Field::Time)
        return describeTime(term);
    if (term.clock)
        return std::string(fieldWords[std::size_t(term.field)]) + " in " + describeClock(*term.clock);
    const std::string name(term.path.empty() ? fieldWords[std::size_t(term.field)] : term.path);
    switch (term.match) {
    case Match::Equals:
        return name + "=" + term.text;
    case Match::Contains:
        return name + "~" + term.text;
    case Match::Prefix:
        return name + "^" + term.text;
    case Match::Test:
        return name + ":" + (term.test ? term.test->describe() : std::string());
    case Match::Exists:
        break;
    }
    return name + "?";
}

} // namespace

std::string describe(const BoundQuery::Node& node)
{
    if (node.kind == Node::Kind::All)
        return "all";
    if (node.kind == Node::Kind::Term)
        return describeTerm(node);
    std::string text = node.kind == Node::Kind::And ? "and("
        : node.kind == Node::Kind::Or               ? "or("
        : node.kind == Node::Kind::Not              ? "not("
                                                    : "same-change(";
    for (std::size_t i = 0; i < node.children.size(); ++i)
        text += (i > 0 ? ", " : "") + describe(node.children[i]);
    return text + ")";
}

} // namespace auditlens
