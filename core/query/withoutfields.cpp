// SPDX-License-Identifier: MIT
#include "query/withoutfields.h"

#include <algorithm>

namespace auditlens {

namespace {

using Node = BoundQuery::Node;

template <typename IsAsked>
bool asksOnlyFor(const Node& node, IsAsked isAsked)
{
    if (node.kind == Node::Kind::Term)
        return isAsked(node);
    return !node.children.empty() && std::ranges::all_of(node.children, [&](const Node& child) { return asksOnlyFor(child, isAsked); });
}

template <typename IsAsked>
std::optional<BoundQuery> without(const BoundQuery& query, IsAsked isAsked)
{
    BoundQuery rest = query;
    if (asksOnlyFor(query.root, isAsked)) {
        rest.root = Node();
        return rest;
    }
    if (query.root.kind != Node::Kind::And)
        return {};
    const auto dropped = std::erase_if(rest.root.children, [&](const Node& child) { return asksOnlyFor(child, isAsked); });
    if (dropped == 0)
        return {};
    return rest;
}

} // namespace

std::optional<BoundQuery> withoutFields(const BoundQuery& query, std::span<const Field> fields)
{
    return without(query, [&](const Node& term) { return std::ranges::find(fields, term.field) != fields.end(); });
}

std::optional<BoundQuery> withoutPath(const BoundQuery& query, std::string_view path)
{
    return without(query, [&](const Node& term) { return term.field == Field::Path && term.path == path; });
}

} // namespace auditlens
