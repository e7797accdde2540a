// SPDX-License-Identifier: MIT
#include "query/onlyterm.h"

#include "query/chips.h"
#include "query/fields.h"

#include <algorithm>

namespace auditlens {

namespace {

using Kind = QueryNode::Kind;

/// What a value of the entity facet is chosen by: its type, or all of it.
Field settled(Field field)
{
    return field == Field::EntityType ? Field::Entity : field;
}

bool sameField(const QString& a, const QString& b)
{
    const std::optional<Field> first = fieldNamed(a);
    const std::optional<Field> second = fieldNamed(b);
    if (first && second)
        return settled(*first) == settled(*second);
    return !first && !second && a.compare(b, Qt::CaseInsensitive) == 0;
}

bool asksOnlyFor(const QueryNode& node, const QString& field)
{
    if (node.kind == Kind::Term)
        return !node.field.isEmpty() && sameField(node.field, field);
    return !node.children.empty() && std::ranges::all_of(node.children, [&](const QueryNode& child) { return asksOnlyFor(child, field); });
}

/// The term itself, or what a minus turns around.
const QueryNode& inner(const QueryNode& node)
{
    return node.kind == Kind::Not ? node.children.front() : node;
}

} // namespace

QString withOnly(const QString& query, const QString& term)
{
    const ParsedQuery parsed = parseQuery(query);
    const ParsedQuery added = parseQuery(term);
    if (parsed.error || added.error)
        return query.trimmed() + u' ' + term;
    QueryChips chips(parsed.tree);
    for (std::size_t i = chips.all().size(); i-- > 0;) {
        if (asksOnlyFor(chips.all()[i].node, inner(added.tree.root).field))
            chips = chips.removed(i);
    }
    return chips.added(added.tree).text();
}

} // namespace auditlens
