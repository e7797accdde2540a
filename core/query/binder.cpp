// SPDX-License-Identifier: MIT
#include "query/binder.h"

#include "base/text.h"
#include "query/fields.h"
#include "query/timebinding.h"
#include "query/valuebinding.h"

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

std::optional<Verb> verbNamed(std::string_view name)
{
    const qsizetype verb = listedValues(Field::Verb).indexOf(toQString(name));
    return verb < 0 ? std::nullopt : std::optional(Verb(verb));
}

Node flag(Field field)
{
    Node node;
    node.kind = Node::Kind::Term;
    node.field = field;
    node.match = Match::Equals;
    node.text = "true";
    return node;
}

// What one change can be asked for: terms of changed, from and to, and what joins them without a NOT.
bool isAboutAChange(const Node& node)
{
    if (node.kind == Node::Kind::Term)
        return node.field == Field::Changed || node.field == Field::From || node.field == Field::To;
    return node.kind == Node::Kind::SameChange
        || (node.kind == Node::Kind::Or && std::ranges::all_of(node.children, isAboutAChange));
}

// changed:premium from:>1000 speaks about one and the same change.
void joinChanges(Node& conjunction)
{
    auto& children = conjunction.children;
    if (std::ranges::count_if(children, isAboutAChange) < 2)
        return;
    Node same;
    same.kind = Node::Kind::SameChange;
    std::vector<Node> others;
    for (Node& child : children)
        (isAboutAChange(child) ? same.children : others).push_back(std::move(child));
    children = std::move(others);
    if (children.empty())
        conjunction = std::move(same);
    else
        children.push_back(std::move(same));
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
    Node fail(QueryError error)
    {
        if (!m_error)
            m_error = std::move(error);
        return {};
    }

    Node take(BoundTerm term)
    {
        return term.error ? fail(std::move(*term.error)) : std::move(term.node);
    }

    // `top`: only "and" above, where a time can narrow the whole query.
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
        Node bound = isRefused(node) ? Node() : node.field.isEmpty() ? bindWord(node) : bindField(node);
        return top && bound.field == Field::Time ? narrowed(bound) : bound;
    }

    Node narrowed(const Node& time)
    {
        restrictTo(m_query, {time.begin, time.end});
        return {};
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
        if (kind == Node::Kind::And)
            joinChanges(bound);
        return bound;
    }

    bool isRefused(const QueryNode& node)
    {
        const bool empty = node.shape != Shape::Exists && node.shape != Shape::Range && node.value.trimmed().isEmpty();
        if (empty)
            fail({node.valueSpan, Tr::tr("There is nothing to look for."),
                Tr::tr("Write a word, or -field:* to find events without a value."), {}});
        const bool pattern = node.shape == Shape::Regex || node.shape == Shape::Wildcard;
        if (pattern && ++m_patterns > querylimits::patterns)
            fail({node.valueSpan, Tr::tr("The query has too many patterns."), Tr::tr("Ask with fewer of them."), {}});
        return m_error.has_value();
    }

    Node bindWord(const QueryNode& node)
    {
        return node.shape == Shape::Exists ? Node() : take(bindValue(node, Field::Anything));
    }

    Node bindField(const QueryNode& node)
    {
        if (isTimeWord(node.field))
            return take(bindTime(node, m_context));
        if (node.field.compare(u"has"_s, Qt::CaseInsensitive) == 0)
            return bindHas(node);
        if (const auto field = fieldNamed(node.field))
            return bindKnown(node, *field);
        return bindPath(node);
    }

    Node bindKnown(const QueryNode& node, Field field)
    {
        switch (field) {
        case Field::Action:
            return bindAction(node);
        case Field::Masked:
            return bindFlag(node, field);
        case Field::Verb:
        case Field::Outcome:
        case Field::Verified:
        case Field::Continuity:
        case Field::Clock:
            return take(bindListed(node, field, listedValues(field)));
        case Field::Hour:
            return take(bindClock(node, ClockTest::Unit::Hour, zoneClock()));
        case Field::Weekday:
            return take(bindClock(node, ClockTest::Unit::Weekday, zoneClock()));
        default:
            return take(bindValue(node, field));
        }
    }

    std::shared_ptr<const ZoneClock> zoneClock()
    {
        if (!m_clock)
            m_clock = std::make_shared<ZoneClock>(m_context.zone);
        return m_clock;
    }

    // action:update finds the word and what other sources write for it, but not every action with that verb:
    // a failed login is no login.
    Node bindAction(const QueryNode& node)
    {
        Node raw = take(bindValue(node, Field::Action));
        const auto verb = raw.match == Match::Equals ? verbNamed(raw.text) : std::nullopt;
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
        const bool plain = node.shape == Shape::Word || node.shape == Shape::Phrase;
        const bool yes = node.shape == Shape::Exists || (plain && (word == u"true" || word == u"yes"));
        const bool no = plain && (word == u"false" || word == u"no");
        if (!yes && !no)
            return fail({node.valueSpan, Tr::tr("\"%1\" takes true or false.").arg(node.field),
                Tr::tr("Write %1:true or %1:false.").arg(node.field), u"true"_s});
        Node bound = flag(field);
        bound.text = yes ? "true" : "false";
        return bound;
    }

    Node bindHas(const QueryNode& node)
    {
        const bool plain = node.shape == Shape::Word || node.shape == Shape::Phrase;
        if (plain && node.value.compare(u"changes"_s, Qt::CaseInsensitive) == 0)
            return flag(Field::HasChanges);
        const auto field = plain ? fieldNamed(node.value) : std::nullopt;
        if (field == Field::Masked)
            return flag(Field::Masked);
        QueryNode any = node;
        any.field = node.value;
        any.shape = Shape::Exists;
        const bool path = plain && (isExtraPath(node.value) || isChangePath(node.value));
        if (field || path)
            return path ? bindPath(any) : bindKnown(any, *field);
        const QStringList words = QStringList {u"changes"_s} + offeredFieldNames();
        return fail({node.valueSpan, Tr::tr("Events cannot have \"%1\".").arg(node.value),
            Tr::tr("Write has:changes, has:masked or has: with the name of a field."), nearestWord(node.value, words)});
    }

    static bool isExtraPath(const QString& field)
    {
        return field.startsWith(u"extra."_s, Qt::CaseInsensitive) && field.size() > 6;
    }

    static bool isChangePath(const QString& field)
    {
        return field.startsWith(u"changes."_s, Qt::CaseInsensitive) && field.size() > 8;
    }

    Node bindPath(const QueryNode& node)
    {
        if (isExtraPath(node.field))
            return take(bindValue(node, Field::Path, "extra." + toUtf8(node.field.mid(6))));
        if (isChangePath(node.field))
            return take(bindValue(node, Field::Path, "changes." + toUtf8(node.field.mid(8))));
        return failUnknown(node);
    }

    Node failUnknown(const QueryNode& node)
    {
        const QString nearest = nearestWord(node.field, offeredFieldNames());
        const QString help = nearest.isEmpty()
            ? Tr::tr("Put the text in quotes to look for it as it is, or write extra.%1 for a member of the record.").arg(node.field)
            : Tr::tr("Did you mean \"%1\"?").arg(nearest);
        return fail({node.fieldSpan, Tr::tr("There is no field \"%1\".").arg(node.field), help, nearest});
    }

    const TimeContext& m_context;
    BoundQuery m_query;
    std::shared_ptr<const ZoneClock> m_clock;
    int m_patterns = 0;
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

void restrictTo(BoundQuery& query, BoundQuery other)
{
    restrictTo(query, TimeRange {other.begin, other.end});
    Node both;
    both.kind = Node::Kind::And;
    both.children.push_back(std::move(query.root));
    both.children.push_back(std::move(other.root));
    query.root = std::move(both);
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
