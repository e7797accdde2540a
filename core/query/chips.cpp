// SPDX-License-Identifier: MIT
#include "query/chips.h"

#include <algorithm>
#include <utility>

namespace auditlens {

namespace {

using Kind = QueryNode::Kind;

std::vector<QueryChip> chipsOf(const QueryNode& root)
{
    if (root.kind == Kind::All)
        return {};
    if (root.kind != Kind::And)
        return {{root, root.span, true}};
    std::vector<QueryChip> chips;
    for (const QueryNode& child : root.children)
        chips.push_back({child, child.span, true});
    return chips;
}

QueryNode turnedAround(QueryNode node)
{
    if (node.kind == Kind::Not) {
        QueryNode inner = std::move(node.children.front());
        return inner;
    }
    QueryNode outer;
    outer.kind = Kind::Not;
    outer.span = node.span;
    outer.children.push_back(std::move(node));
    return outer;
}

} // namespace

QString QueryChip::text() const
{
    return canonicalText(node);
}

QueryChips::QueryChips(const QueryTree& tree) : m_chips(chipsOf(tree.root)), m_text(tree.text) { }

QueryChips::QueryChips(std::vector<QueryChip> chips) : m_chips(std::move(chips))
{
    const auto enabled = std::ranges::count_if(m_chips, &QueryChip::enabled);
    for (QueryChip& chip : m_chips) {
        const bool joins = chip.node.kind == Kind::Or || chip.node.kind == Kind::And;
        const QString text = joins && enabled > 1 ? u'(' + chip.text() + u')' : chip.text();
        if (chip.enabled && !m_text.isEmpty())
            m_text += u' ';
        chip.span = {m_text.size(), chip.enabled ? text.size() : 0};
        if (chip.enabled)
            m_text += text;
    }
}

QueryChips QueryChips::toggled(std::size_t index) const
{
    std::vector<QueryChip> chips = m_chips;
    if (index < chips.size())
        chips[index].enabled = !chips[index].enabled;
    return QueryChips(std::move(chips));
}

QueryChips QueryChips::inverted(std::size_t index) const
{
    std::vector<QueryChip> chips = m_chips;
    if (index < chips.size())
        chips[index].node = turnedAround(std::move(chips[index].node));
    return QueryChips(std::move(chips));
}

QueryChips QueryChips::removed(std::size_t index) const
{
    std::vector<QueryChip> chips = m_chips;
    if (index < chips.size())
        chips.erase(chips.begin() + std::ptrdiff_t(index));
    return QueryChips(std::move(chips));
}

QueryChips QueryChips::replaced(std::size_t index, const QueryTree& with) const
{
    if (with.root.kind == Kind::All)
        return removed(index);
    std::vector<QueryChip> chips = m_chips;
    if (index < chips.size())
        chips[index].node = with.root;
    return QueryChips(std::move(chips));
}

QueryChips QueryChips::added(const QueryTree& more) const
{
    std::vector<QueryChip> chips = m_chips;
    for (QueryChip& chip : chipsOf(more.root)) {
        if (std::ranges::find(chips, chip) == chips.end())
            chips.push_back(std::move(chip));
    }
    return QueryChips(std::move(chips));
}

} // namespace auditlens
