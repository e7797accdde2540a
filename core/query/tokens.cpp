// SPDX-License-Identifier: MIT
#include "query/tokens.h"

#include <QCoreApplication>

#include <algorithm>

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

bool isEnd(QChar c)
{
    return c.isSpace() || c == u')';
}

bool isHex(QStringView text)
{
    return std::ranges::all_of(text, [](QChar c) { return (c >= u'0' && c <= u'9') || (c.toLower() >= u'a' && c.toLower() <= u'f'); });
}

QueryError rangeError(TextSpan span)
{
    return {span, Tr::tr("This is not a range."),
        Tr::tr("Write it like [10 TO 20], with \"*\" for an open end; { and } leave the ends out. Text with a bracket goes in quotes."), {}};
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
            open();
        else if (c == u')')
            close();
        else if (c == u'"')
            readPhrase();
        else if (const qsizetype slashes = patternLength(); slashes > 0)
            readPattern(slashes);
        else if (isValuePlace() && (c == u'>' || c == u'<'))
            readComparison();
        else if (isValuePlace() && (c == u'[' || c == u'{'))
            readRange();
        else if (c == u'-' && m_at + 1 < m_text.size() && !isEnd(m_text[m_at + 1]) && !followsField())
            add(Kind::Minus, 1);
        else if (const qsizetype length = fieldLength(); length > 0 && !followsField())
            readField(length);
        else
            readWord();
    }

    void add(Kind kind, qsizetype length, QString text = {})
    {
        m_result.tokens.push_back({kind, std::move(text), {m_at, length}, {}, {}});
        m_at += length;
    }

    void open()
    {
        if (m_groupDepth > 0 || followsField())
            ++m_groupDepth;
        add(Kind::Open, 1);
    }

    void close()
    {
        if (m_groupDepth > 0)
            --m_groupDepth;
        add(Kind::Close, 1);
    }

    bool isValuePlace() const { return m_groupDepth > 0 || followsField(); }

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
        const bool isAddress = m_text.mid(i, 2) == u"::" && isHex(QStringView(m_text).mid(m_at, i - m_at)); // fe80::1
        return i < m_text.size() && m_text[i] == u':' && !isAddress ? i + 1 - m_at : 0;
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
        const qsizetype end = phraseEnd(m_at, phrase);
        if (end == 0)
            failQuote(m_at);
        else
            add(Kind::Phrase, end - m_at, phrase);
    }

    // Behind the closing quote of the phrase that begins at `begin`, or 0.
    qsizetype phraseEnd(qsizetype begin, QString& phrase) const
    {
        qsizetype i = begin + 1;
        for (; i < m_text.size() && m_text[i] != u'"'; ++i) {
            const bool escape = m_text[i] == u'\\' && i + 1 < m_text.size()
                && (m_text[i + 1] == u'"' || m_text[i + 1] == u'\\');
            if (escape)
                ++i;
            phrase += m_text[i];
        }
        return i < m_text.size() ? i + 1 : 0;
    }

    void failQuote(qsizetype at)
    {
        m_result.error = QueryError {{at, m_text.size() - at}, Tr::tr("The quote is not closed."),
            Tr::tr("Put a second quotation mark at the end of the phrase."), {}};
    }

    // Length of "/pattern/" here, or 0.
    qsizetype patternLength() const
    {
        if (m_text[m_at] != u'/')
            return 0;
        qsizetype i = m_at + 1;
        while (i < m_text.size() && m_text[i] != u'/' && m_text[i] != u'"')
            i += m_text[i] == u'\\' ? 2 : 1;
        if (i >= m_text.size() || m_text[i] == u'"')
            return 0;
        const bool ends = i + 1 == m_text.size() || m_text[i + 1].isSpace() || QStringView(u"()\"]}").contains(m_text[i + 1]);
        return i > m_at + 1 && ends ? i + 1 - m_at : 0;
    }

    void readPattern(qsizetype length)
    {
        QString pattern;
        for (qsizetype i = m_at + 1; i < m_at + length - 1; ++i) {
            if (m_text[i] == u'\\' && m_text[++i] != u'/')
                pattern += u'\\';
            pattern += m_text[i];
        }
        add(Kind::Regex, length, pattern);
    }

    void readComparison()
    {
        const qsizetype begin = m_at;
        const bool greater = m_text[m_at] == u'>';
        const bool equal = m_text.mid(m_at + 1, 1) == u"=";
        qsizetype at = m_at + (equal ? 2 : 1);
        auto bound = readBound(at, {});
        if (m_result.error)
            return;
        if (!bound) {
            m_result.error = QueryError {{begin, at - begin}, Tr::tr("There is nothing to compare with."),
                Tr::tr("Write the value directly behind the sign, or put the sign in quotes to look for it."), {}};
            return;
        }
        bound->inclusive = equal;
        QueryToken token {Kind::Range, {}, {begin, at - begin}, {}, {}};
        (greater ? token.low : token.high) = std::move(bound);
        m_result.tokens.push_back(std::move(token));
        m_at = at;
    }

    // A word or a phrase at `at`, which moves behind it; nothing when none is there.
    std::optional<QueryBound> readBound(qsizetype& at, QStringView alsoEndedBy)
    {
        QueryBound bound;
        const qsizetype begin = at;
        bound.quoted = at < m_text.size() && m_text[at] == u'"';
        if (bound.quoted) {
            const qsizetype end = phraseEnd(at, bound.text);
            if (end == 0)
                return failQuote(at), std::nullopt;
            at = end;
        } else {
            while (at < m_text.size() && !endsWord(m_text[at]) && !alsoEndedBy.contains(m_text[at]))
                ++at;
            bound.text = m_text.mid(begin, at - begin);
        }
        bound.span = {begin, at - begin};
        return at > begin ? std::optional(std::move(bound)) : std::nullopt;
    }

    qsizetype behindSpaces(qsizetype at) const
    {
        while (at < m_text.size() && m_text[at].isSpace())
            ++at;
        return at;
    }

    void readRange()
    {
        const qsizetype begin = m_at;
        qsizetype at = behindSpaces(begin + 1);
        auto low = readBound(at, u"]}");
        const qsizetype word = behindSpaces(at);
        at = behindSpaces(word + 2);
        const bool hasWord = word > begin && m_text.mid(word, 2) == u"TO" && at > word + 2;
        auto high = hasWord && !m_result.error ? readBound(at, u"]}") : std::nullopt;
        at = std::min(behindSpaces(at), m_text.size());
        const bool closed = at < m_text.size() && (m_text[at] == u']' || m_text[at] == u'}');
        if (m_result.error)
            return;
        if (!low || !high || !closed) {
            m_result.error = rangeError({begin, std::max<qsizetype>(1, at - begin)});
            return;
        }
        addRange(std::move(*low), std::move(*high), at + 1);
    }

    void addRange(QueryBound low, QueryBound high, qsizetype end)
    {
        const auto isOpen = [](const QueryBound& bound) { return !bound.quoted && bound.text == u"*"; };
        QueryToken token {Kind::Range, {}, {m_at, end - m_at}, {}, {}};
        low.inclusive = m_text[m_at] == u'[';
        high.inclusive = m_text[end - 1] == u']';
        if (!isOpen(low))
            token.low = std::move(low);
        if (!isOpen(high))
            token.high = std::move(high);
        m_result.tokens.push_back(std::move(token));
        m_at = end;
    }

    const QString& m_text;
    qsizetype m_at = 0;
    int m_groupDepth = 0; ///< Parentheses that are open since "field:(".
    QueryTokens m_result;
};

} // namespace

QueryTokens splitQuery(const QString& text)
{
    return Splitter(text).run();
}

} // namespace auditlens
