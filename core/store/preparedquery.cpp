// SPDX-License-Identifier: MIT
#include "store/preparedquery.h"

#include "store/batchdata.h"
#include "store/rowfacts.h"

#include <algorithm>
#include <functional>

namespace auditlens {

namespace {

using Node = BoundQuery::Node;

// Cheap children narrow the candidates of the dear ones.
int cost(const PreparedNode& prepared)
{
    if (prepared.node->kind == Node::Kind::All)
        return -1;
    int most = int(prepared.answeredBy);
    for (const PreparedNode& child : prepared.children)
        most = std::max(most, cost(child));
    return most;
}

ColumnTest hasChanges()
{
    const EventFlags::Bits bits = EventFlags::hasChangesBits;
    return AcceptedNumbers {&Segment::flags, {0, 1}, bits.shift, bits.count() - 1};
}

// The events that may hold what is asked of a change.
std::optional<ColumnTest> changeColumns(const ArchiveData& archive, const Node& node)
{
    if (node.field != Field::Path)
        return hasChanges();
    Node changed;
    changed.kind = Node::Kind::Term;
    changed.field = Field::Changed;
    changed.match = Match::Equals;
    changed.text = changedFieldOf(node);
    return columnTest(archive, changed);
}

void prepareTerm(const ArchiveData& archive, const RowFacts* facts, PreparedNode& prepared)
{
    const Node& node = *prepared.node;
    switch (prepared.answeredBy) {
    case AnsweredBy::Columns:
        prepared.columns = columnTest(archive, node);
        break;
    case AnsweredBy::Checks:
        prepared.slots = facts ? facts->slotsWith(acceptedFacts(node)) : RowBits(archive.size());
        break;
    case AnsweredBy::Text:
        prepared.needle = makeNeedle(archive, node.text);
        break;
    case AnsweredBy::EntitiesThenEvents:
        prepared.columns = columnTest(archive, node);
        prepared.needle = makeNeedle(archive, needleOf(node));
        break;
    case AnsweredBy::ChangesThenEvents:
        prepared.columns = changeColumns(archive, node);
        prepared.needle = makeNeedle(archive, needleOf(node));
        break;
    case AnsweredBy::TextThenEvents:
        if (node.field == Field::Path)
            prepared.openLines = makeNeedle(archive, std::string(openLineMark));
        [[fallthrough]];
    case AnsweredBy::Ids:
        prepared.needle = makeNeedle(archive, needleOf(node));
        break;
    case AnsweredBy::Events:
        break;
    }
}

// The numbers a node accepts when it is nothing but that.
AcceptedNumbers* acceptedNumbers(PreparedNode& prepared)
{
    const bool isTest = prepared.node->kind == Node::Kind::Term && prepared.answeredBy == AnsweredBy::Columns && prepared.columns;
    return isTest ? std::get_if<AcceptedNumbers>(&*prepared.columns) : nullptr;
}

bool sameColumn(const AcceptedNumbers& a, const AcceptedNumbers& b)
{
    return a.column == b.column && a.shift == b.shift && a.mask == b.mask;
}

// "action:(update OR updated OR change)" is one look at each row.
void mergeAlternatives(std::vector<PreparedNode>& children)
{
    for (std::size_t i = 0; i < children.size(); ++i) {
        AcceptedNumbers* const first = acceptedNumbers(children[i]);
        const auto merges = [&](PreparedNode& other) {
            const AcceptedNumbers* const numbers = first ? acceptedNumbers(other) : nullptr;
            if (!numbers || numbers == first || !sameColumn(*first, *numbers))
                return false;
            std::ranges::transform(first->accepted, numbers->accepted, first->accepted.begin(), std::bit_or<>());
            return true;
        };
        children.erase(std::remove_if(children.begin() + std::ptrdiff_t(i) + 1, children.end(), merges), children.end());
    }
}

PreparedNode prepareNode(const ArchiveData& archive, const RowFacts* facts, const Node& node)
{
    PreparedNode prepared;
    prepared.node = &node;
    for (const Node& child : node.children)
        prepared.children.push_back(prepareNode(archive, facts, child));
    if (node.kind == Node::Kind::Or)
        mergeAlternatives(prepared.children);
    if (node.kind != Node::Kind::Not)
        std::ranges::stable_sort(prepared.children, {}, cost);
    if (node.kind == Node::Kind::Term || node.kind == Node::Kind::SameChange)
        prepared.answeredBy = answeredBy(node);
    if (node.kind == Node::Kind::Term)
        prepareTerm(archive, facts, prepared);
    return prepared;
}

} // namespace

PreparedNode prepareQuery(const ArchiveData& archive, const BoundQuery& query)
{
    return prepareNode(archive, query.facts.get(), query.root);
}

} // namespace auditlens
