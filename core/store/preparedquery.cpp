// SPDX-License-Identifier: MIT
#include "store/preparedquery.h"

#include <algorithm>

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

void prepareTerm(const ArchiveData& archive, PreparedNode& prepared)
{
    const Node& node = *prepared.node;
    switch (prepared.answeredBy) {
    case AnsweredBy::Columns:
        prepared.columns = columnTest(archive, node);
        break;
    case AnsweredBy::Text:
        prepared.needle = makeNeedle(archive, node.text);
        break;
    case AnsweredBy::EntitiesThenEvents:
        prepared.columns = columnTest(archive, node);
        prepared.needle = makeNeedle(archive, needleOf(node));
        break;
    case AnsweredBy::ChangesThenEvents:
        prepared.columns = hasChanges();
        prepared.needle = makeNeedle(archive, needleOf(node));
        break;
    case AnsweredBy::Ids:
    case AnsweredBy::TextThenEvents:
        prepared.needle = makeNeedle(archive, needleOf(node));
        break;
    case AnsweredBy::Events:
        break;
    }
}

} // namespace

PreparedNode prepareQuery(const ArchiveData& archive, const Node& node)
{
    PreparedNode prepared;
    prepared.node = &node;
    for (const Node& child : node.children)
        prepared.children.push_back(prepareQuery(archive, child));
    if (node.kind == Node::Kind::And || node.kind == Node::Kind::SameChange)
        std::ranges::stable_sort(prepared.children, {}, cost);
    if (node.kind == Node::Kind::Term || node.kind == Node::Kind::SameChange)
        prepared.answeredBy = answeredBy(node);
    if (node.kind == Node::Kind::Term)
        prepareTerm(archive, prepared);
    return prepared;
}

} // namespace auditlens
