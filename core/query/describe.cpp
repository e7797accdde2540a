// SPDX-License-Identifier: MIT
#include "query/boundquery.h"

#include <array>

namespace auditlens {

namespace {

using namespace std::string_view_literals;
using Node = BoundQuery::Node;

constexpr std::array fieldWords = {"anything"sv, "id"sv, "action"sv, "verb"sv, "actor"sv, "entity.type"sv,
    "entity.id"sv, "entity.label"sv, "entity"sv, "tenant"sv, "source"sv, "ip"sv, "request"sv, "changed"sv, "from"sv,
    "to"sv, "summary"sv, "outcome"sv, "masked"sv, "has.changes"sv, "path"sv};
static_assert(fieldWords.size() == std::size_t(Field::Path) + 1);

std::string describeTerm(const Node& term)
{
    const std::string name(term.path.empty() ? fieldWords[std::size_t(term.field)] : term.path);
    switch (term.match) {
    case Match::Equals:
        return name + "=" + term.text;
    case Match::Contains:
        return name + "~" + term.text;
    case Match::Prefix:
        return name + "^" + term.text;
    case Match::Exists:
        break;
    }
    return name + "?";
}

} // namespace

std::string describe(const BoundQuery::Node& node)
{
    if (node.kind == Node::Kind::All)
        return "all";
    if (node.kind == Node::Kind::Term)
        return describeTerm(node);
    std::string text = node.kind == Node::Kind::And ? "and(" : node.kind == Node::Kind::Or ? "or(" : "not(";
    for (std::size_t i = 0; i < node.children.size(); ++i)
        text += (i > 0 ? ", " : "") + describe(node.children[i]);
    return text + ")";
}

} // namespace auditlens
