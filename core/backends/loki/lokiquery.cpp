// SPDX-License-Identifier: MIT
#include "backends/loki/lokiquery.h"

#include "base/text.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace auditlens {

namespace {

using Node = BoundQuery::Node;
using Kind = Node::Kind;

/// A label filter that is true of every event that a part of the query is true of.
struct Filter
{
    std::string text;
    bool exact = false; ///< And of no other.
};

/// The labels that a field is read from.
std::vector<std::string_view> labelsOf(Field field)
{
    switch (field) {
    case Field::Tenant:
        return {"organization_uuid"};
    case Field::Action:
        return {"action", "crud"}; // crud stands in where there is no action
    case Field::Actor:
        return {"actor_name", "actor_uuid"};
    case Field::EntityType:
        return {"resource_type"};
    case Field::EntityId:
        return {"resource_uuid"};
    case Field::EntityLabel:
        return {"resource_name"};
    case Field::Entity:
        return {"resource_type", "resource_uuid", "resource_name"};
    default:
        return {};
    }
}

/// Values that no version of Loki changes and that the format reads as they are.
bool isReadAsWritten(Field field)
{
    return field == Field::Tenant || field == Field::EntityId;
}

/// The needle as RE2 takes it. "k" and "s" are also folded from two letters beyond ASCII, and where those may be `escaped`
/// they have to be looked for in that form, too.
std::string pattern(std::string_view text, bool escaped)
{
    static constexpr std::string_view special = ".+*?()|[]{}^$";
    std::string regex;
    for (const char c : text) {
        if (c == 'k' && escaped)
            regex += R"((?:k|\\u212a))";
        else if (c == 's' && escaped)
            regex += R"((?:s|\\u017f))";
        else if (special.find(c) != std::string_view::npos)
            regex += std::string("\\") + c;
        else
            regex += c;
    }
    return regex;
}

/// For a whole value: Loki anchors the patterns of labels at both ends.
std::string labelPattern(const Node& term, std::string_view needle)
{
    const std::string text = pattern(needle, !isReadAsWritten(term.field));
    if (term.match == Match::Equals)
        return (term.field == Field::EntityType || term.field == Field::Entity ? "(?is)(?:.*[.])?" : "(?is)") + text;
    if (term.match == Match::Prefix)
        return "(?is)" + text + ".*";
    return "(?is).*" + text + ".*";
}

/// An unset label is stored as "null" and read as nothing.
bool meetsNull(const Node& term)
{
    constexpr std::string_view null = "null";
    return term.match == Match::Equals ? term.text == null : null.find(term.text) != std::string_view::npos;
}

std::optional<Filter> termFilter(const Node& term, bool negated)
{
    const std::vector<std::string_view> labels = labelsOf(term.field);
    const std::string needle = term.match == Match::Test ? needleOf(term) : term.text;
    const bool isExists = term.match == Match::Exists;
    const bool spansTypeAndId = term.field == Field::Entity && needle.find('#') != std::string::npos;
    if (labels.empty() || spansTypeAndId || (!isExists && !isPlain(needle)))
        return {};
    const bool isText = term.match == Match::Equals || term.match == Match::Contains || term.match == Match::Prefix;
    const bool exact = isText && isReadAsWritten(term.field) && !meetsNull(term);
    if (negated && !exact)
        return {};
    std::string text;
    for (const std::string_view label : labels) {
        text += (text.empty() ? "" : " or ") + std::string(label);
        text += isExists ? "!=\"\"" : (negated ? "!~" : "=~") + lokiString(labelPattern(term, needle));
    }
    return Filter {labels.size() > 1 ? "(" + text + ")" : text, exact};
}

std::optional<Filter> filterOf(const Node& node, bool negated);

/// Of an "and" any child may be left out, of an "or" none.
std::optional<Filter> joined(const Node& node, bool isAnd, bool negated)
{
    std::string text;
    bool exact = true;
    for (const Node& child : node.children) {
        const std::optional<Filter> filter = filterOf(child, negated);
        exact = exact && filter && filter->exact;
        if (!filter && !isAnd)
            return {};
        if (filter)
            text += (text.empty() ? "" : isAnd ? " and " : " or ") + filter->text;
    }
    if (text.empty())
        return {};
    return Filter {"(" + text + ")", exact};
}

std::optional<Filter> filterOf(const Node& node, bool negated)
{
    switch (node.kind) {
    case Kind::Not:
        return filterOf(node.children.front(), !negated);
    case Kind::And:
        return joined(node, !negated, negated);
    case Kind::Or:
        return joined(node, negated, negated);
    case Kind::Term:
        return termFilter(node, negated);
    default:
        return {};
    }
}

/// The line is the event's summary, and a line filter cannot stand in an "or".
std::optional<Filter> lineFilter(const Node& node)
{
    if (node.field != Field::Summary || !isPlainTerm(node))
        return {};
    return Filter {lokiString("(?is)" + pattern(node.text, false)), node.match == Match::Contains};
}

} // namespace

std::string lokiString(std::string_view text)
{
    std::string quoted = "\"";
    for (const char c : text) {
        switch (c) {
        case '"':
        case '\\':
            quoted += std::string("\\") + c;
            break;
        case '\n':
            quoted += "\\n";
            break;
        case '\r':
            quoted += "\\r";
            break;
        case '\t':
            quoted += "\\t";
            break;
        default:
            quoted += c;
        }
    }
    return quoted + '"';
}

PushedQuery compileForLoki(const BoundQuery& query, std::string_view selector)
{
    std::string lines;
    std::string labels;
    std::vector<Node> left;
    for (const Node& part : partsOf(query.root)) {
        const std::optional<Filter> line = lineFilter(part);
        const std::optional<Filter> label = line ? std::nullopt : filterOf(part, false);
        if (line)
            lines += " |~ " + line->text;
        if (label)
            labels += " | " + label->text;
        if (!(line && line->exact) && !(label && label->exact))
            left.push_back(part);
    }
    PushedQuery pushed;
    pushed.sent = toQString(std::string(selector) + lines + labels);
    if (left.empty())
        pushed.coverage = Coverage::Complete;
    else
        pushed.coverage = lines.empty() && labels.empty() ? Coverage::None : Coverage::Partial;
    pushed.left = conjunction(std::move(left));
    return pushed;
}

} // namespace auditlens
