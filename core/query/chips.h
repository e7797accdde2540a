// SPDX-License-Identifier: MIT
#pragma once

#include "query/querytree.h"

#include <vector>

namespace auditlens {

/// One condition at the top of a query, as the window shows it.
struct QueryChip
{
    QueryNode node;
    TextSpan span; ///< In QueryChips::text(); of length 0 while the chip is switched off.
    bool enabled = true;

    QString text() const; ///< Canonical, also while it is switched off.
    bool isInverted() const { return node.kind == QueryNode::Kind::Not; }
    friend bool operator==(const QueryChip& a, const QueryChip& b)
    {
        return a.enabled == b.enabled && isSameQuery(a.node, b.node);
    }
};

/// A query as a row of conditions that must all be true. A value: every edit gives a new row. An index that is not
/// there changes nothing.
class QueryChips
{
public:
    QueryChips() = default;
    /// The children of a top-level AND; any other query is one chip, an empty one none.
    explicit QueryChips(const QueryTree& tree);

    const std::vector<QueryChip>& all() const { return m_chips; }
    /// The query of the chips that are switched on: as it was typed, and after an edit in canonical spelling.
    const QString& text() const { return m_text; }

    QueryChips toggled(std::size_t index) const;
    QueryChips inverted(std::size_t index) const;
    QueryChips removed(std::size_t index) const;
    /// Puts what another query asks in the place of a chip, as one chip; an empty query removes it.
    QueryChips replaced(std::size_t index, const QueryTree& with) const;
    QueryChips added(const QueryTree& more) const;

private:
    explicit QueryChips(std::vector<QueryChip> chips);

    std::vector<QueryChip> m_chips;
    QString m_text;
};

} // namespace auditlens
