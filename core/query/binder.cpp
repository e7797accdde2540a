// SPDX-License-Identifier: MIT
#include "query/binder.h"

#include "base/fold.h"
#include "base/text.h"
#include "query/fields.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>
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

Node term(Field field, Match match, const QString& text, std::string path = {})
{
    return {Node::Kind::Term, field, match, folded(toUtf8(text)), std::move(path), {}};
}

Match matchOf(Shape shape, Field field)
{
    const bool wholeSentence = field == Field::Anything || field == Field::Summary;
    switch (shape) {
    case Shape::Exists:
        return Match::Exists;
    case Shape::Contains:
        return Match::Contains;
    case Shape::Prefix:
        return field == Field::Anything ? Match::Contains : Match::Prefix;
    case Shape::Word:
    case Shape::Phrase:
        break;
    }
    return wholeSentence ? Match::Contains : Match::Equals;
}

QStringList verbWords()
{
    QStringList words;
    for (int verb = 0; verb <= int(Verb::Export); ++verb)
        words << toQString(verbName(Verb(verb)));
    return words;
}

std::optional<Verb> verbNamed(std::string_view name)
{
    for (int verb = 0; verb <= int(Verb::Export); ++verb) {
        if (verbName(Verb(verb)) == name)
            return Verb(verb);
    }
    return {};
}

QStringList outcomeWords()
{
    return {u"success"_s, u"failure"_s, u"unknown"_s};
}

bool isTimeWord(const QString& field)
{
    return QStringList {u"after"_s, u"before"_s, u"on"_s}.contains(field, Qt::CaseInsensitive);
}

/// Text that later versions read as an operator; taking it literally today would change its meaning one day.
bool isReserved(const QueryNode& node)
{
    if (node.shape != Shape::Word)
        return false;
    const QString& value = node.value;
    const bool compares = !node.field.isEmpty() && (value.startsWith(u'>') || value.startsWith(u'<') || value.startsWith(u'['));
    return compares || (value.size() > 2 && value.startsWith(u'/') && value.endsWith(u'/'));
}

class Binder
{
public:
    explicit Binder(const TimeContext& context) : m_context(context) { }

    BoundOutcome run(const QueryTree& tree)
    {
        m_query.root = bind(tree.root, true);
        if (m_error)
            return {{}, std::move(m_error)};
        return {std::move(m_query), {}};
    }

private:
    Node fail(TextSpan span, const QString& what, const QString& help, const QString& suggestion = {})
    {
        if (!m_error)
            m_error = QueryError {span, what, help, suggestion};
        return {};
    }

    // `top`: only "and" above, where a time word can narrow the whole query.
    Node bind(const QueryNode& node, bool top)
    {
        switch (node.kind) {
        case QueryNode::Kind::All:
            return {};
        case QueryNode::Kind::And:
            return bindChildren(Node::Kind::And, node, top);
        case QueryNode::Kind::Or:
            return bindChildren(Node::Kind::Or, node, false);
        case QueryNode::Kind::Not:
            return bindChildren(Node::Kind::Not, node, false);
        case QueryNode::Kind::Term:
            break;
        }
        return node.field.isEmpty() ? bindWord(node) : bindField(node, top);
    }

    Node bindChildren(Node::Kind kind, const QueryNode& node, bool top)
    {
        Node bound;
        bound.kind = kind;
        for (const QueryNode& child : node.children) {
            Node part = bind(child, top);
            if (m_error)
                return {};
            // What is left of a time word, or of a lone star, asks nothing.
            if (kind != Node::Kind::And || part.kind != Node::Kind::All)
                bound.children.push_back(std::move(part));
        }
        return bound;
    }

    bool isEmptyValue(const QueryNode& node)
    {
        if (node.shape == Shape::Exists || !node.value.trimmed().isEmpty())
            return false;
        fail(node.valueSpan, Tr::tr("There is nothing to look for."),
            Tr::tr("Write a word, or -field:* to find events without a value."));
        return true;
    }

    bool isReservedValue(const QueryNode& node)
    {
        if (!isReserved(node))
            return false;
        fail(node.valueSpan, Tr::tr("Comparisons, ranges and patterns are not part of the query language yet."),
            Tr::tr("Put the value in quotes to look for it as text."), u'"' + node.value + u'"');
        return true;
    }

    Node bindWord(const QueryNode& node)
    {
        if (node.shape == Shape::Exists)
            return {};
        if (isEmptyValue(node) || isReservedValue(node))
            return {};
        return term(Field::Anything, Match::Contains, node.value);
    }

    Node bindField(const QueryNode& node, bool top)
    {
        if (isEmptyValue(node))
            return {};
        if (isTimeWord(node.field))
            return bindTime(node, top);
        if (isReservedValue(node))
            return {};
        if (node.field.compare(u"has"_s, Qt::CaseInsensitive) == 0)
            return bindHas(node);
        if (const auto field = fieldNamed(node.field))
            return bindKnown(node, *field);
        return bindPath(node);
    }

    Node bindKnown(const QueryNode& node, Field field)
    {
        const Match match = matchOf(node.shape, field);
        switch (field) {
        case Field::Action:
            return bindAction(node, match);
        case Field::Masked:
            return bindFlag(node, field);
        case Field::Verb:
            return bindListed(node, field, verbWords());
        case Field::Outcome:
            return bindListed(node, field, outcomeWords());
        case Field::Ip:
            if (node.value.contains(u'/'))
                return fail(node.valueSpan, Tr::tr("Networks with a mask are not part of the query language yet."),
                    Tr::tr("Use the beginning of the address and a star, such as ip:10.2.*."));
            break;
        default:
            break;
        }
        return term(field, match, node.value);
    }

    // action:update finds the word and what other sources write for it, but not every action with that verb:
    // a failed login is no login.
    Node bindAction(const QueryNode& node, Match match)
    {
        Node raw = term(Field::Action, match, node.value);
        const auto verb = match == Match::Equals ? verbNamed(raw.text) : std::nullopt;
        if (!verb || actionWords(*verb).empty())
            return raw;
        Node either;
        either.kind = Node::Kind::Or;
        for (const std::string_view word : actionWords(*verb)) {
            either.children.push_back(raw);
            either.children.back().text = word;
        }
        return either;
    }

    Node bindFlag(const QueryNode& node, Field field)
    {
        const QString word = node.value.toLower();
        const bool yes = node.shape == Shape::Exists || word == u"true" || word == u"yes";
        if (!yes && word != u"false" && word != u"no")
            return fail(node.valueSpan, Tr::tr("\"%1\" takes true or false.").arg(node.field),
                Tr::tr("Write %1:true or %1:false.").arg(node.field), u"true"_s);
        return term(field, Match::Equals, yes ? u"true"_s : u"false"_s);
    }

    Node bindListed(const QueryNode& node, Field field, const QStringList& words)
    {
        const Node bound = term(field, matchOf(node.shape, field), node.value);
        const bool known = bound.match == Match::Exists || std::ranges::any_of(words, [&](const QString& word) {
            return valueMatches(bound.match, bound.text, toUtf8(word));
        });
        if (known)
            return bound;
        return fail(node.valueSpan, Tr::tr("\"%1\" is not a value of %2.").arg(node.value, node.field),
            Tr::tr("It is one of: %1.").arg(words.join(u", "_s)), nearestWord(node.value, words));
    }

    Node bindHas(const QueryNode& node)
    {
        if (node.value.compare(u"changes"_s, Qt::CaseInsensitive) == 0)
            return term(Field::HasChanges, Match::Equals, u"true"_s);
        const auto field = fieldNamed(node.value);
        if (field == Field::Masked)
            return term(Field::Masked, Match::Equals, u"true"_s);
        if (field)
            return term(*field, Match::Exists, {});
        const QStringList words = QStringList {u"changes"_s} + offeredFieldNames();
        return fail(node.valueSpan, Tr::tr("Events cannot have \"%1\".").arg(node.value),
            Tr::tr("Write has:changes, has:masked or has: with the name of a field."), nearestWord(node.value, words));
    }

    Node bindPath(const QueryNode& node)
    {
        const bool payload = node.field.startsWith(u"extra."_s) && node.field.size() > 6;
        const bool change = node.field.startsWith(u"changes."_s) && node.field.size() > 8;
        if (!payload && !change)
            return failUnknown(node);
        return term(Field::Path, matchOf(node.shape, Field::Path), node.value, toUtf8(node.field));
    }

    Node failUnknown(const QueryNode& node)
    {
        const QString nearest = nearestWord(node.field, offeredFieldNames());
        const QString help = nearest.isEmpty()
            ? Tr::tr("Put the text in quotes to look for it as it is, or write extra.%1 for a member of the record.").arg(node.field)
            : Tr::tr("Did you mean \"%1\"?").arg(nearest);
        return fail(node.fieldSpan, Tr::tr("There is no field \"%1\".").arg(node.field), help, nearest);
    }

    Node bindTime(const QueryNode& node, bool top)
    {
        if (!top)
            return fail(node.span, Tr::tr("A time cannot stand inside OR, NOT or a group of values."),
                Tr::tr("Put after:, before: and on: beside the other conditions."));
        const Result<TimeSpan> span = parseTime(node.value, m_context);
        if (!span)
            return fail(node.valueSpan, span.error().what, span.error().help);
        const bool before = node.field.compare(u"before"_s, Qt::CaseInsensitive) == 0;
        const bool on = node.field.compare(u"on"_s, Qt::CaseInsensitive) == 0;
        if (on && span->isInstant())
            return fail(node.valueSpan, Tr::tr("\"on\" needs a day, a month or a year."),
                Tr::tr("Write it like on:2025-03-01, on:2025-03 or on:yesterday."));
        TimeRange range;
        if (!before)
            range.begin = span->begin;
        if (before)
            range.end = span->begin;
        if (on)
            range.end = span->end;
        restrictTo(m_query, range);
        return {};
    }

    const TimeContext& m_context;
    BoundQuery m_query;
    std::optional<QueryError> m_error;
};

} // namespace

BoundOutcome bindQuery(const QueryTree& tree, const TimeContext& context)
{
    return Binder(context).run(tree);
}

BoundOutcome readQuery(const QString& text, const TimeContext& context)
{
    ParsedQuery parsed = parseQuery(text);
    if (parsed.error)
        return {{}, std::move(parsed.error)};
    return bindQuery(parsed.tree, context);
}

void restrictTo(BoundQuery& query, const TimeRange& range)
{
    query.begin = std::max(query.begin, range.begin);
    query.end = std::min(query.end, range.end);
}

QString pointAt(const QString& query, const QueryError& error)
{
    QString line = query;
    for (QChar& c : line) {
        if (c.category() == QChar::Other_Control)
            c = u' ';
    }
    const QString carets(std::max<qsizetype>(1, error.span.length), u'^');
    return line + u'\n' + QString(error.span.begin, u' ') + carets + u' ' + error.what + u' ' + error.help;
}

} // namespace auditlens
