// SPDX-License-Identifier: MIT
#include "fakes/logql.h"

#include <QRegularExpression>

namespace auditlens::test {

namespace {

QString valueOf(const LogEntry& entry, const QString& name)
{
    return entry.labels.contains(name) ? entry.labels[name] : entry.metadata[name];
}

class Parser
{
public:
    explicit Parser(QString text) : m_text(std::move(text)) { }

    bool failed() const { return m_failed; }
    bool atEnd()
    {
        skipBlanks();
        return m_at >= m_text.size();
    }

    /// {a="b", c=~"d"}; `hasOne` says whether a matcher cannot match the empty text.
    LogFilter selector(bool& hasOne)
    {
        LogFilter all = [](const LogEntry&) { return true; };
        hasOne = false;
        expect(QStringLiteral("{"));
        while (!m_failed && !take(QStringLiteral("}"))) {
            const LogFilter matcher = comparison();
            hasOne = hasOne || (!m_failed && !matcher(LogEntry()));
            all = [all, matcher](const LogEntry& entry) { return all(entry) && matcher(entry); };
            if (!take(QStringLiteral(",")) && !take(QStringLiteral("}")))
                m_failed = true;
            else if (m_text[m_at - 1] == u'}')
                break;
        }
        return all;
    }

    LogFilter stage()
    {
        for (const auto& [sign, wanted, isRegex] : {std::tuple("|=", true, false), std::tuple("!=", false, false),
                 std::tuple("|~", true, true), std::tuple("!~", false, true)}) {
            if (take(QLatin1String(sign))) {
                const QRegularExpression regex = pattern(string(), isRegex, false);
                return [regex, wanted = wanted](const LogEntry& entry) { return regex.match(entry.line).hasMatch() == wanted; };
            }
        }
        expect(QStringLiteral("|"));
        return either();
    }

private:
    void skipBlanks()
    {
        while (m_at < m_text.size() && m_text[m_at].isSpace())
            ++m_at;
    }

    bool take(const QString& token)
    {
        skipBlanks();
        if (!QStringView(m_text).mid(m_at).startsWith(token))
            return false;
        m_at += token.size();
        return true;
    }

    void expect(const QString& token) { m_failed = !take(token) || m_failed; }

    QString name()
    {
        skipBlanks();
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && (m_text[m_at].isLetterOrNumber() || m_text[m_at] == u'_'))
            ++m_at;
        m_failed = m_failed || begin == m_at;
        return m_text.mid(begin, m_at - begin);
    }

    QString string()
    {
        expect(QStringLiteral("\""));
        QString text;
        while (m_at < m_text.size() && m_text[m_at] != u'"') {
            if (m_text[m_at] == u'\\')
                ++m_at;
            const bool escaped = m_at > 0 && m_text[m_at - 1] == u'\\' && m_at < m_text.size();
            const QChar c = m_at < m_text.size() ? m_text[m_at] : QChar();
            text += escaped && c == u'n' ? QChar(u'\n') : escaped && c == u't' ? QChar(u'\t') : escaped && c == u'r' ? QChar(u'\r') : c;
            ++m_at;
        }
        expect(QStringLiteral("\""));
        return text;
    }

    QRegularExpression pattern(const QString& text, bool isRegex, bool anchored)
    {
        const QString source = isRegex ? text : QRegularExpression::escape(text);
        QRegularExpression regex(anchored ? QRegularExpression::anchoredPattern(source) : source, QRegularExpression::UseUnicodePropertiesOption);
        m_failed = m_failed || !regex.isValid();
        return regex;
    }

    LogFilter comparison()
    {
        const QString label = name();
        for (const auto& [sign, wanted, isRegex] : {std::tuple("=~", true, true), std::tuple("!~", false, true),
                 std::tuple("!=", false, false), std::tuple("=", true, false)}) {
            if (take(QLatin1String(sign))) {
                const QRegularExpression regex = pattern(string(), isRegex, true);
                return [label, regex, wanted = wanted](
                           const LogEntry& entry) { return regex.match(valueOf(entry, label)).hasMatch() == wanted; };
            }
        }
        m_failed = true;
        return {};
    }

    LogFilter primary()
    {
        if (!take(QStringLiteral("(")))
            return comparison();
        LogFilter inner = either();
        expect(QStringLiteral(")"));
        return inner;
    }

    LogFilter both()
    {
        LogFilter filter = primary();
        while (!m_failed && take(QStringLiteral("and "))) {
            const LogFilter next = primary();
            filter = [filter, next](const LogEntry& entry) { return filter(entry) && next(entry); };
        }
        return filter;
    }

    LogFilter either()
    {
        LogFilter filter = both();
        while (!m_failed && take(QStringLiteral("or "))) {
            const LogFilter next = both();
            filter = [filter, next](const LogEntry& entry) { return filter(entry) || next(entry); };
        }
        return filter;
    }

    QString m_text;
    qsizetype m_at = 0;
    bool m_failed = false;
};

} // namespace

std::optional<LogFilter> parseLogQl(const QString& query, QByteArray& problem)
{
    Parser parser(query);
    bool hasOne = false;
    LogFilter filter = parser.selector(hasOne);
    while (!parser.failed() && !parser.atEnd()) {
        const LogFilter stage = parser.stage();
        filter = [filter, stage](const LogEntry& entry) { return filter(entry) && stage(entry); };
    }
    if (parser.failed()) {
        problem = "parse error at line 1, col 2: syntax error: unexpected IDENTIFIER";
        return {};
    }
    if (!hasOne) {
        problem = "parse error : queries require at least one regexp or equality matcher that does not have an empty-compatible "
                  "value. For instance, app=~\".*\" does not meet this requirement, but app=~\".+\" will";
        return {};
    }
    return filter;
}

} // namespace auditlens::test
