// SPDX-License-Identifier: MIT
#include "query/querytree.h"

#include "query/tokens.h"

#include <QCoreApplication>

#include <utility>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Query)
};

using Kind = QueryToken::Kind;
using Shape = QueryNode::Shape;

TextSpan joined(TextSpan first, TextSpan last)
{
    return {first.begin, last.end() - first.begin};
}

/// Stars and question marks give the term its shape.
void readStars(QueryNode& term, const QString& word)
{
    if (word.count(u'*') == word.size()) {
        term.shape = Shape::Exists;
        return;
    }
    const bool front = word.startsWith(u'*');
    const bool back = word.endsWith(u'*');
    const QString middle = word.mid(front ? 1 : 0, word.size() - (front ? 1 : 0) - (back ? 1 : 0));
    const bool wild = middle.contains(u'*') || middle.contains(u'?') || (front && !back);
    term.shape = wild ? Shape::Wildcard : front ? Shape::Contains : back ? Shape::Prefix : Shape::Word;
    term.value = wild ? word : middle;
}

void readShape(QueryNode& term, const QueryToken& token)
{
    switch (token.kind) {
    case Kind::Word:
        return readStars(term, token.text);
    case Kind::Range:
        term.low = token.low;
        term.high = token.high;
        term.shape = token.low || token.high ? Shape::Range : Shape::Exists;
        return;
    default:
        term.shape = token.kind == Kind::Regex ? Shape::Regex : Shape::Phrase;
        term.value = token.text;
    }
}

bool isValue(const QueryToken& token)
{
    return token.kind == Kind::Word || token.kind == Kind::Phrase || token.kind == Kind::Regex || token.kind == Kind::Range;
}

class Parser
{
public:
    explicit Parser(std::vector<QueryToken> tokens) : m_tokens(std::move(tokens)) { }

    ParsedQuery run(const QString& text)
    {
        ParsedQuery result;
        if (m_tokens.empty()) {
            result.tree = {text, {}};
            return result;
        }
        if (m_tokens.size() > querylimits::words)
            fail({0, text.size()}, Tr::tr("The query is too long."), Tr::tr("Ask with fewer words."));
        QueryNode root = m_error ? QueryNode() : readOr();
        if (!m_error && m_at < m_tokens.size())
            fail(m_tokens[m_at].span, Tr::tr("There is a closing parenthesis too many."), Tr::tr("Remove it."));
        if (m_error)
            result.error = std::move(m_error);
        else
            result.tree = {text, std::move(root)};
        return result;
    }

private:
    const QueryToken* peek() const { return m_at < m_tokens.size() ? &m_tokens[m_at] : nullptr; }
    bool isNext(Kind kind) const { return peek() && peek()->kind == kind; }
    TextSpan lastSpan() const { return m_at > 0 ? m_tokens[m_at - 1].span : TextSpan {}; }

    QueryNode fail(TextSpan span, const QString& what, const QString& help)
    {
        if (!m_error)
            m_error = QueryError {span, what, help, {}};
        return {};
    }

    static QueryNode joinedNode(QueryNode::Kind kind, std::vector<QueryNode> children)
    {
        if (children.size() == 1)
            return std::move(children.front());
        QueryNode node;
        node.kind = kind;
        node.span = joined(children.front().span, children.back().span);
        node.children = std::move(children);
        return node;
    }

    // a OR b; inside field:(…) also a b
    QueryNode readOr()
    {
        std::vector<QueryNode> parts;
        do {
            parts.push_back(readAnd());
            if (m_error)
                return {};
            if (!isNext(Kind::Or) && !(m_spaceMeansOr && peek() && !isNext(Kind::Close)))
                break;
            if (isNext(Kind::Or))
                ++m_at;
        } while (true);
        return joinedNode(QueryNode::Kind::Or, std::move(parts));
    }

    QueryNode readAnd()
    {
        std::vector<QueryNode> parts;
        do {
            parts.push_back(readNot());
            if (m_error)
                return {};
            const bool andWord = isNext(Kind::And);
            if (andWord)
                ++m_at;
            else if (m_spaceMeansOr || !peek() || isNext(Kind::Or) || isNext(Kind::Close))
                break;
        } while (true);
        return joinedNode(QueryNode::Kind::And, std::move(parts));
    }

    QueryNode readNot()
    {
        if (!isNext(Kind::Not) && !isNext(Kind::Minus))
            return readTerm();
        if (++m_depth > querylimits::depth)
            return failDepth();
        const TextSpan sign = m_tokens[m_at++].span;
        QueryNode inner = readNot();
        --m_depth;
        if (m_error)
            return {};
        QueryNode node;
        node.kind = QueryNode::Kind::Not;
        node.span = joined(sign, inner.span);
        node.children.push_back(std::move(inner));
        return node;
    }

    QueryNode failDepth()
    {
        return fail(peek() ? peek()->span : lastSpan(), Tr::tr("The query is nested too deeply."),
            Tr::tr("Ask with fewer parentheses."));
    }

    QueryNode readTerm()
    {
        const QueryToken* token = peek();
        if (!token)
            return fail(lastSpan(), Tr::tr("A word is missing at the end."), Tr::tr("Write what to look for, or remove the operator."));
        switch (token->kind) {
        case Kind::Open:
            return readGroup();
        case Kind::Field:
            return readField();
        case Kind::Word:
        case Kind::Phrase:
        case Kind::Regex:
        case Kind::Range:
            return readValue();
        default:
            return fail(token->span, Tr::tr("A word is missing before \"%1\".").arg(token->kind == Kind::Close ? QStringLiteral(")") : token->text),
                Tr::tr("Write what to look for, or put the operator in quotes to look for it as text."));
        }
    }

    QueryNode readGroup()
    {
        if (++m_depth > querylimits::depth)
            return failDepth();
        const TextSpan open = m_tokens[m_at++].span;
        QueryNode inner = readOr();
        --m_depth;
        if (m_error)
            return {};
        if (!isNext(Kind::Close))
            return fail(open, Tr::tr("The parenthesis is not closed."), Tr::tr("Put a closing parenthesis at the end of the group."));
        inner.span = joined(open, m_tokens[m_at++].span);
        return inner;
    }

    QueryNode readField()
    {
        const QueryToken field = m_tokens[m_at++];
        if (m_field)
            return fail(field.span, Tr::tr("A field inside the parentheses of another field."), Tr::tr("Put one field in front of each value."));
        const QueryToken* next = peek();
        const bool valued = next && next->span.begin == field.span.end()
            && (isValue(*next) || next->kind == Kind::Open);
        if (!valued)
            return fail(field.span, Tr::tr("The field \"%1\" has no value.").arg(field.text),
                Tr::tr("Write the value directly behind the colon, or a star to find events that have any."));
        m_field = &field;
        const bool group = next->kind == Kind::Open;
        m_spaceMeansOr = group;
        QueryNode node = group ? readGroup() : readValue();
        m_spaceMeansOr = false;
        m_field = nullptr;
        node.span = joined(field.span, node.span);
        return node;
    }

    QueryNode readValue()
    {
        const QueryToken& token = m_tokens[m_at++];
        QueryNode term;
        term.kind = QueryNode::Kind::Term;
        term.span = term.valueSpan = token.span;
        if (m_field) {
            term.field = m_field->text;
            term.fieldSpan = m_field->span;
        }
        readShape(term, token);
        return term;
    }

    std::vector<QueryToken> m_tokens;
    std::size_t m_at = 0;
    int m_depth = 0;
    const QueryToken* m_field = nullptr; ///< Inside field:(…).
    bool m_spaceMeansOr = false;
    std::optional<QueryError> m_error;
};

} // namespace

ParsedQuery parseQuery(const QString& text)
{
    if (text.size() > querylimits::length) {
        return {{}, QueryError {{querylimits::length, text.size() - querylimits::length}, Tr::tr("The query is too long."),
            Tr::tr("Ask with fewer words."), {}}};
    }
    QueryTokens tokens = splitQuery(text);
    if (tokens.error)
        return {{}, std::move(tokens.error)};
    return Parser(std::move(tokens.tokens)).run(text);
}

} // namespace auditlens
