// SPDX-License-Identifier: MIT
#include "query/querytree.h"

#include <QStringList>

#include <algorithm>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;
using Kind = QueryNode::Kind;
using Shape = QueryNode::Shape;

QString quoted(const QString& text)
{
    QString escaped = text;
    escaped.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u'"' + escaped + u'"';
}

// A slash inside a pattern would end it.
QString pattern(const QString& text)
{
    QString escaped;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'\\' && i + 1 < text.size())
            escaped += text[i++];
        else if (text[i] == u'/')
            escaped += u'\\';
        escaped += text[i];
    }
    return u'/' + escaped + u'/';
}

QString boundText(const QueryBound& bound)
{
    return bound.quoted ? quoted(bound.text) : bound.text;
}

QString rangeText(const QueryNode& term)
{
    if (!term.high)
        return (term.low->inclusive ? u">="_s : u">"_s) + boundText(*term.low);
    if (!term.low)
        return (term.high->inclusive ? u"<="_s : u"<"_s) + boundText(*term.high);
    return (term.low->inclusive ? u'[' : u'{') + boundText(*term.low) + u" TO "_s + boundText(*term.high)
        + (term.high->inclusive ? u']' : u'}');
}

QString valueText(const QueryNode& term)
{
    switch (term.shape) {
    case Shape::Word:
    case Shape::Wildcard:
        return term.value;
    case Shape::Phrase:
        return quoted(term.value);
    case Shape::Prefix:
        return term.value + u'*';
    case Shape::Contains:
        return u'*' + term.value + u'*';
    case Shape::Exists:
        return u"*"_s;
    case Shape::Regex:
        return pattern(term.value);
    case Shape::Range:
        return rangeText(term);
    }
    return {};
}

QString termText(const QueryNode& term)
{
    const QString value = valueText(term);
    if (term.field.isEmpty())
        return value;
    const bool likeAddress = value.startsWith(u':'); // "fe::1" is no field.
    return term.field + u':' + (likeAddress ? u'(' + value + u')' : value);
}

QString operand(const QueryNode& node)
{
    return node.kind == Kind::And || node.kind == Kind::Or ? u'(' + canonicalText(node) + u')' : canonicalText(node);
}

bool isSameBound(const std::optional<QueryBound>& a, const std::optional<QueryBound>& b)
{
    if (!a || !b)
        return a.has_value() == b.has_value();
    return a->text == b->text && a->quoted == b->quoted && a->inclusive == b->inclusive;
}

} // namespace

QString describe(const QueryNode& node)
{
    if (node.kind == Kind::All)
        return u"all"_s;
    if (node.kind == Kind::Term)
        return termText(node);
    QStringList children;
    for (const QueryNode& child : node.children)
        children << describe(child);
    const QString name = node.kind == Kind::And ? u"and"_s : node.kind == Kind::Or ? u"or"_s : u"not"_s;
    return name + u'(' + children.join(u", "_s) + u')';
}

QString canonicalText(const QueryNode& node)
{
    if (node.kind == Kind::All)
        return {};
    if (node.kind == Kind::Term)
        return termText(node);
    if (node.kind == Kind::Not)
        return u'-' + operand(node.children.front());
    QStringList parts;
    for (const QueryNode& child : node.children)
        parts << operand(child);
    return parts.join(node.kind == Kind::Or ? u" OR "_s : u" "_s);
}

bool isSameQuery(const QueryNode& a, const QueryNode& b)
{
    return a.kind == b.kind && a.field == b.field && a.shape == b.shape && a.value == b.value && isSameBound(a.low, b.low)
        && isSameBound(a.high, b.high) && std::ranges::equal(a.children, b.children, isSameQuery);
}

} // namespace auditlens
