// SPDX-License-Identifier: MIT
#include "backends/cloudwatch/cloudwatchquery.h"

#include "base/text.h"

#include <optional>

namespace auditlens {

namespace {

using Node = BoundQuery::Node;

constexpr std::size_t mostExpressions = 2;
constexpr std::size_t longestPattern = 1024;

/// The member of the message that a field is read from and nothing else is.
std::string_view memberOf(Field field)
{
    switch (field) {
    case Field::Action:
        return "$.action";
    case Field::Tenant:
        return "$.user.organisation";
    case Field::EntityType:
        return "$.instance.model";
    case Field::EntityLabel:
        return "$.instance.name";
    case Field::Request:
        return "$.request.id";
    default:
        return {};
    }
}

bool isLetter(char c)
{
    return c >= 'a' && c <= 'z';
}

/// "k" and "s" are also folded from letters beyond ASCII, of which a service may see one character or three bytes.
bool hasForeignCase(char c)
{
    return c == 'k' || c == 's';
}

/// What the expressions of a filter pattern may have without a backslash.
bool isAllowed(char c)
{
    return isLetter(c) || (c >= '0' && c <= '9') || std::string_view(":_#=@/;,-").find(c) != std::string_view::npos;
}

std::string filterExpression(const Node& term)
{
    std::string regex
        = term.match == Match::Contains || (term.match == Match::Equals && term.field == Field::EntityType) ? "" : "^";
    for (const char c : term.text) {
        if (hasForeignCase(c))
            regex += ".+";
        else if (isLetter(c))
            regex += {'[', c, char(c - 'a' + 'A'), ']'};
        else
            regex += isAllowed(c) ? c : '.';
    }
    return regex + (term.match == Match::Equals ? "$" : "");
}

/// Fields whose text stands in the message as it is, whatever member it is read from.
bool isInMessage(Field field)
{
    switch (field) {
    case Field::Action:
    case Field::Actor:
    case Field::EntityType:
    case Field::EntityId:
    case Field::EntityLabel:
    case Field::Tenant:
    case Field::Request:
    case Field::Changed:
        return true;
    default:
        return false;
    }
}

std::string insightsExpression(std::string_view text)
{
    std::string regex;
    for (const char c : text) {
        if (hasForeignCase(c))
            regex += ".{1,6}"; // the message may have it as \u017f
        else if (isLetter(c) || (c >= '0' && c <= '9') || c == '_' || c == '-')
            regex += c;
        else
            regex += ".{1,2}"; // with a backslash before it, perhaps
    }
    return regex;
}

} // namespace

PushedQuery compileForFilter(const BoundQuery& query)
{
    std::string pattern;
    std::size_t expressions = 0;
    for (const Node& part : partsOf(query.root)) {
        if (!isPlainTerm(part) || memberOf(part.field).empty() || expressions == mostExpressions)
            continue;
        std::string one = "(" + std::string(memberOf(part.field)) + " = %" + filterExpression(part) + "%)";
        if (pattern.size() + one.size() + 10 > longestPattern)
            continue;
        pattern += (pattern.empty() ? "" : " && ") + one;
        ++expressions;
    }
    return narrowedBy(query, pattern.empty() ? QString() : toQString("{ " + pattern + " }"), !pattern.empty());
}

PushedQuery compileForInsights(const BoundQuery& query)
{
    std::string filters;
    for (const Node& part : partsOf(query.root)) {
        if (isPlainTerm(part) && isInMessage(part.field) && part.text.size() < longestPattern)
            filters += " | filter @message like /(?i)" + insightsExpression(part.text) + "/";
    }
    return narrowedBy(query,
        toQString("fields @timestamp, @message, @logStream, @ingestionTime" + filters + " | sort @timestamp asc"),
        !filters.empty());
}

} // namespace auditlens
