// SPDX-License-Identifier: MIT
#include "query/tokens.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Query)
};

using Kind = QueryToken::Kind;

bool isNameStart(QChar c)
{
    return c.isLetter() || c == u'_';
}

bool isNamePart(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'.' || c == u'-';
}

bool endsWord(QChar c)
{
    return c.isSpace() || c == u'(' || c == u')' || c == u'"';
}

class Splitter
{
public:
    explicit Splitter(const QString& text) : m_text(text) { }

    QueryTokens run()
    {
        while (!m_result.error) {
            while (m_at < m_text.size() && m_text[m_at].isSpace())
                ++m_at;
            if (m_at == m_text.size())
                break;
            readToken();
        }
        return std::move(m_result);
    }

private:
    void readToken()
    {
        const QChar c = m_text[m_at];
        if (c == u'(')
            add(Kind::Open, 1);
        else if (c == u')')
            add(Kind::Close, 1);
        else if (c == u'"')
            readPhrase();
        else if (c == u'-' && m_at + 1 < m_text.size() && !m_text[m_at + 1].isSpace() && !followsField())
            add(Kind::Minus, 1);
        else if (const qsizetype length = fieldLength(); length > 0 && !followsField())
            readField(length);
        else
            readWord();
    }

    void add(Kind kind, qsizetype length, QString text = {})
    {
        m_result.tokens.push_back({kind, std::move(text), {m_at, length}});
        m_at += length;
    }

    // The value of "field:" begins directly behind the colon and may look like anything.
    bool followsField() const
    {
        return !m_result.tokens.empty() && m_result.tokens.back().kind == Kind::Field
            && m_result.tokens.back().span.end() == m_at;
    }

    // Length of "@name:" here, or 0. A name begins with a letter, so that 12:30 is a word.
    qsizetype fieldLength() const
    {
        qsizetype i = m_at + (m_text[m_at] == u'@' ? 1 : 0);
        if (i >= m_text.size() || !isNameStart(m_text[i]))
            return 0;
        while (i < m_text.size() && isNamePart(m_text[i]))
            ++i;
        return i < m_text.size() && m_text[i] == u':' ? i + 1 - m_at : 0;
    }

    void readField(qsizetype length)
    {
        const qsizetype skip = m_text[m_at] == u'@' ? 1 : 0;
        add(Kind::Field, length, m_text.mid(m_at + skip, length - skip - 1));
    }

    void readWord()
    {
        qsizetype end = m_at;
        while (end < m_text.size() && !endsWord(m_text[end]))
            ++end;
        const QString word = m_text.mid(m_at, end - m_at);
        const bool value = followsField();
        const Kind kind = value ? Kind::Word
            : word == u"AND"    ? Kind::And
            : word == u"OR"     ? Kind::Or
            : word == u"NOT"    ? Kind::Not
                                : Kind::Word;
        add(kind, word.size(), word);
    }

    void readPhrase()
    {
        QString phrase;
        qsizetype i = m_at + 1;
        for (; i < m_text.size() && m_text[i] != u'"'; ++i) {
            const bool escape = m_text[i] == u'\\' && i + 1 < m_text.size()
                && (m_text[i + 1] == u'"' || m_text[i + 1] == u'\\');
            if (escape)
                ++i;
            phrase += m_text[i];
        }
        if (i == m_text.size()) {
            m_result.error = QueryError {{m_at, m_text.size() - m_at}, Tr::tr("The quote is not closed."),
                Tr::tr("Put a second quotation mark at the end of the phrase."), {}};
            return;
        }
        add(Kind::Phrase, i + 1 - m_at, phrase);
    }

    const QString& m_text;
    qsizetype m_at = 0;
    QueryTokens m_result;
};

} // namespace

QueryTokens splitQuery(const QString& text)
{
    return Splitter(text).run();
}

} // namespace auditlens
