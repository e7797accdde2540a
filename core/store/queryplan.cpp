// SPDX-License-Identifier: MIT
#include "store/queryplan.h"

namespace auditlens {

namespace {

using Node = BoundQuery::Node;

AnsweredBy byTextThenEvents(const Node& node)
{
    return needleOf(node).empty() ? AnsweredBy::Events : AnsweredBy::TextThenEvents;
}

} // namespace

AnsweredBy answeredBy(const Node& node)
{
    if (node.kind == Node::Kind::SameChange)
        return AnsweredBy::ChangesThenEvents;
    switch (node.field) {
    case Field::Anything:
        return node.match == Match::Contains ? AnsweredBy::Text : byTextThenEvents(node);
    case Field::EntityLabel:
    case Field::Summary:
        return byTextThenEvents(node);
    case Field::Entity:
        return AnsweredBy::EntitiesThenEvents;
    case Field::From:
    case Field::To:
        return AnsweredBy::ChangesThenEvents;
    case Field::Path:
        if (node.path.starts_with("changes."))
            return AnsweredBy::ChangesThenEvents;
        return valueMatches(node, "null") ? AnsweredBy::Events : byTextThenEvents(node); // A null is not in the text.
    case Field::Id:
    case Field::Request:
        return AnsweredBy::Ids;
    default:
        return factsOf(node.field).empty() ? AnsweredBy::Columns : AnsweredBy::Checks;
    }
}

} // namespace auditlens
