// SPDX-License-Identifier: MIT
#include "backends/santura/santuraquery.h"

#include "base/text.h"

#include <algorithm>

namespace auditlens {

namespace {

using Node = BoundQuery::Node;

/// "k" and "s" are also folded from letters beyond ASCII.
std::string expressionOf(const Node& term)
{
    static constexpr std::string_view special = ".+*?()|[]{}^$";
    std::string regex = term.match == Match::Contains ? "" : "^";
    for (const char c : term.text) {
        if (c == 'k' || c == 's')
            regex += ".{1,3}";
        else
            regex += (special.find(c) != std::string_view::npos ? "\\" : "") + std::string(1, c);
    }
    return regex + (term.match == Match::Equals ? "$" : "");
}

} // namespace

PushedQuery compileForSantura(const BoundQuery& query)
{
    const std::vector<Node> parts = partsOf(query.root);
    const auto action = std::ranges::find_if(
        parts, [](const Node& part) { return part.field == Field::Action && isPlainTerm(part); });
    return narrowedBy(
        query, action == parts.end() ? QString() : toQString(expressionOf(*action)), action != parts.end());
}

} // namespace auditlens
