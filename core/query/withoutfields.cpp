// SPDX-License-Identifier: MIT
#include "query/withoutfields.h"

#include <algorithm>

namespace auditlens {

namespace {

using Node = BoundQuery::Node;

bool asksOnlyFor(const Node& node, std::span<const Field> fields)
{
    if (node.kind == Node::Kind::Term)
        return std::ranges::find(fields, node.field) != fields.end();
    return !node.children.empty()
        && std::ranges::all_of(node.children, [&](const Node& child) { return asksOnlyFor(child, fields); });
}

} // namespace

std::optional<BoundQuery> withoutFields(const BoundQuery& query, std::span<const Field> fields)
{
    BoundQuery rest = query;
    if (asksOnlyFor(query.root, fields)) {
        rest.root = Node();
        return rest;
    }
    if (query.root.kind != Node::Kind::And)
        return {};
    const auto dropped = std::erase_if(rest.root.children, [&](const Node& child) { return asksOnlyFor(child, fields); });
    if (dropped == 0)
        return {};
    return rest;
}

} // namespace auditlens
