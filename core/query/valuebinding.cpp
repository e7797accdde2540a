// SPDX-License-Identifier: MIT
#include "query/valuebinding.h"

#include "base/fold.h"
#include "base/text.h"
#include "query/fields.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;
using Node = BoundQuery::Node;
using Shape = QueryNode::Shape;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Query)
};

bool isSearched(Field field)
{
    return field == Field::Anything || field == Field::Summary;
}

Match matchOf(Shape shape, Field field)
{
    switch (shape) {
    case Shape::Exists:
        return Match::Exists;
    case Shape::Contains:
        return Match::Contains;
    case Shape::Prefix:
        return field == Field::Anything ? Match::Contains : Match::Prefix;
    case Shape::Wildcard:
    case Shape::Regex:
    case Shape::Range:
        return Match::Test;
    case Shape::Word:
    case Shape::Phrase:
        break;
    }
    return isSearched(field) ? Match::Contains : Match::Equals;
}

std::string foldedUtf8(const QString& text)
{
    return folded(toUtf8(text));
}

BoundTerm bindPattern(const QueryNode& term, Node node)
{
    if (term.value.size() > querylimits::patternLength)
        return refusedTerm(term.valueSpan, Tr::tr("The pattern is too long."), Tr::tr("Look for less at once."));
    PatternOutcome outcome = term.shape == Shape::Regex ? regexTest(toUtf8(term.value))
                                                        : wildcardTest(foldedUtf8(term.value), !isSearched(node.field));
    if (!outcome.test) {
        return refusedTerm(term.valueSpan, Tr::tr("The pattern cannot be read: %1.").arg(toQString(outcome.problem)),
            Tr::tr("Put a backslash before a sign that is meant as it is, or the whole text in quotes."), u'"' + term.value + u'"');
    }
    node.test = std::move(outcome.test);
    return {std::move(node), {}};
}

QString rangeDescription(const QueryNode& term)
{
    QueryNode bare = term;
    bare.field.clear();
    return canonicalText(bare);
}

/// Both ends by one reading; nothing when an end cannot be read so.
template <typename T, typename Read>
std::optional<Limits<T>> readLimits(const QueryNode& term, Read read)
{
    Limits<T> limits;
    for (const auto& [from, to] : {std::pair(&term.low, &limits.low), std::pair(&term.high, &limits.high)}) {
        if (!*from)
            continue;
        std::optional<T> value = read(**from);
        if (!value)
            return {};
        *to = Limit<T> {std::move(*value), (*from)->inclusive};
    }
    return limits;
}

BoundTerm bindAddressRange(const QueryNode& term, Node node)
{
    const auto limits = readLimits<IpAddress>(term, [](const QueryBound& bound) { return IpAddress::read(toUtf8(bound.text)); });
    const bool mixed = limits && limits->low && limits->high && limits->low->value.isV4() != limits->high->value.isV4();
    if (!limits || mixed)
        return refusedTerm(term.valueSpan, Tr::tr("The ends of the range are not addresses of one kind."),
            Tr::tr("Write it like ip:[10.0.0.1 TO 10.0.0.99] or ip:10.0.0.0/8."));
    node.test = addressTest(*limits, toUtf8(rangeDescription(term)));
    return {std::move(node), {}};
}

bool isNumber(const std::optional<QueryBound>& bound)
{
    return bound && !bound->quoted && Decimal::read(toUtf8(bound->text));
}

BoundTerm bindRange(const QueryNode& term, Node node)
{
    if (node.field == Field::Ip)
        return bindAddressRange(term, std::move(node));
    const std::string description = toUtf8(rangeDescription(term));
    const bool low = isNumber(term.low);
    const bool high = isNumber(term.high);
    if (low != high && term.low && term.high) {
        return refusedTerm(term.valueSpan, Tr::tr("One end of the range is a number and the other is not."),
            Tr::tr("Write two numbers, or put both ends in quotes to compare them as texts."));
    }
    if (low || high)
        node.test = numberTest(*readLimits<Decimal>(term, [](const QueryBound& b) { return Decimal::read(toUtf8(b.text)); }), description);
    else
        node.test = textTest(
            *readLimits<std::string>(term, [](const QueryBound& b) { return std::optional(foldedUtf8(b.text)); }), description);
    return {std::move(node), {}};
}

BoundTerm bindNetwork(const QueryNode& term, Node node)
{
    const auto network = IpNetwork::read(toUtf8(term.value));
    if (!network)
        return refusedTerm(term.valueSpan, Tr::tr("\"%1\" is not a network.").arg(term.value),
            Tr::tr("Write it like ip:10.0.0.0/8 or ip:2001:db8::/32."));
    node.match = Match::Test;
    node.text.clear();
    node.test = addressTest({Limit<IpAddress> {network->first, true}, Limit<IpAddress> {network->last, true}}, toUtf8(term.value));
    return {std::move(node), {}};
}

} // namespace

BoundTerm refusedTerm(TextSpan span, const QString& what, const QString& help, const QString& suggestion)
{
    return {{}, QueryError {span, what, help, suggestion}};
}

BoundTerm bindValue(const QueryNode& term, Field field, std::string path)
{
    Node node;
    node.kind = Node::Kind::Term;
    node.field = field;
    node.match = matchOf(term.shape, field);
    node.path = std::move(path);
    if (term.shape == Shape::Range)
        return bindRange(term, std::move(node));
    if (node.match == Match::Test)
        return bindPattern(term, std::move(node));
    if (node.match != Match::Exists)
        node.text = foldedUtf8(term.value);
    if (field == Field::Ip && term.shape == Shape::Word && term.value.contains(u'/'))
        return bindNetwork(term, std::move(node));
    return {std::move(node), {}};
}

BoundTerm bindListed(const QueryNode& term, Field field, const QStringList& words)
{
    if (term.shape == Shape::Range)
        return refusedTerm(term.valueSpan, Tr::tr("\"%1\" has no order to compare by.").arg(term.field),
            Tr::tr("It is one of: %1.").arg(words.join(u", "_s)));
    BoundTerm bound = bindValue(term, field);
    const auto fits = [&](const QString& word) { return valueMatches(bound.node, toUtf8(word)); };
    if (bound.error || std::ranges::any_of(words, fits))
        return bound;
    return refusedTerm(term.valueSpan, Tr::tr("\"%1\" is not a value of %2.").arg(term.value, term.field),
        Tr::tr("It is one of: %1.").arg(words.join(u", "_s)), nearestWord(term.value, words));
}

} // namespace auditlens
