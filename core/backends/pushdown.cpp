// SPDX-License-Identifier: MIT
#include "backends/pushdown.h"

#include <algorithm>

namespace auditlens {

using Node = BoundQuery::Node;

std::vector<Node> partsOf(const Node& root)
{
    if (root.kind == Node::Kind::All)
        return {};
    return root.kind == Node::Kind::And ? root.children : std::vector<Node> {root};
}

Node conjunction(std::vector<Node> parts)
{
    if (parts.size() == 1)
        return std::move(parts.front());
    Node node;
    node.kind = parts.empty() ? Node::Kind::All : Node::Kind::And;
    node.children = std::move(parts);
    return node;
}

bool isPlain(std::string_view text)
{
    return !text.empty()
        && std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f && c != '"' && c != '\\' && c != '`'; });
}

bool isPlainTerm(const Node& node)
{
    const bool isText = node.match == Match::Equals || node.match == Match::Contains || node.match == Match::Prefix;
    return node.kind == Node::Kind::Term && isText && isPlain(node.text);
}

PushedQuery narrowedBy(const BoundQuery& query, const QString& sent, bool isNarrower)
{
    const bool isAll = query.root.kind == Node::Kind::All;
    return {isAll ? Coverage::Complete : isNarrower ? Coverage::Partial : Coverage::None, sent, query.root};
}

} // namespace auditlens
