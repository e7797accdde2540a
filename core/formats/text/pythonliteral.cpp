// SPDX-License-Identifier: MIT
#include "formats/text/pythonliteral.h"

#include "base/utf8.h"
#include "event/eventjson.h"
#include "json/document.h"

#include <algorithm>

namespace auditlens {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

bool isWord(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.';
}

// A program that reads the text again could not take a lone surrogate.
void appendUtf8(std::string& out, char32_t point)
{
    appendCodePoint(out, point > 0x10ffff || isSurrogate(point) ? 0xfffd : point);
}

class Translator
{
public:
    explicit Translator(std::string_view text) : m_text(text) { }

    std::optional<std::string> translate()
    {
        skipBlanks();
        if (!value(0))
            return {};
        skipBlanks();
        return m_at == m_text.size() ? std::optional(std::move(m_out)) : std::nullopt;
    }

private:
    char peek(std::size_t ahead = 0) const { return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0'; }

    void skipBlanks()
    {
        while (peek() == ' ' || peek() == '\n' || peek() == '\t' || peek() == '\r')
            ++m_at;
    }

    bool take(char c)
    {
        skipBlanks();
        if (peek() != c)
            return false;
        ++m_at;
        return true;
    }

    bool value(unsigned depth)
    {
        if (depth > json::maxDepth)
            return false;
        switch (peek()) {
        case '{': return braces(depth);
        case '[': return list(']', depth);
        case '(': return list(')', depth);
        case '\'':
        case '"': return string();
        case '<': return asItStands('<', '>');
        default: return isDigit(peek()) || peek() == '-' ? number() : word();
        }
    }

    bool list(char close, unsigned depth)
    {
        ++m_at;
        m_out += '[';
        return items(close, depth) && (m_out += ']', true);
    }

    bool items(char close, unsigned depth)
    {
        for (bool first = true; !take(close); first = false) {
            if (!first && !take(','))
                return false;
            if (!first && take(close))
                return true; // a comma behind the last item
            if (!first)
                m_out += ',';
            skipBlanks();
            if (!value(depth + 1))
                return false;
        }
        return true;
    }

    /// A dict, or a set when no colon follows the first value.
    bool braces(unsigned depth)
    {
        ++m_at;
        const std::size_t open = m_out.size();
        m_out += '{';
        for (bool first = true; !take('}'); first = false) {
            if (!first && (!take(',') || (m_out += ',', false)))
                return false;
            skipBlanks();
            if (!key(depth))
                return false;
            if (!take(':'))
                return first && restOfSet(open, depth);
            m_out += ':';
            skipBlanks();
            if (!value(depth + 1))
                return false;
        }
        m_out += '}';
        return true;
    }

    /// JSON keys are strings; any other key is written as the text of its value.
    bool key(unsigned depth)
    {
        const std::size_t begin = m_out.size();
        m_keyIsText = peek() == '\'' || peek() == '"';
        if (m_keyIsText)
            return string();
        if (!value(depth + 1))
            return false;
        m_bareKey = m_out.substr(begin);
        m_out.resize(begin);
        appendJsonString(m_out, m_bareKey);
        return true;
    }

    bool restOfSet(std::size_t open, unsigned depth)
    {
        if (!m_keyIsText)
            m_out.replace(open + 1, std::string::npos, m_bareKey);
        m_out[open] = '[';
        if (take('}'))
            return m_out += ']', true;
        if (!take(','))
            return false;
        m_out += ',';
        return items('}', depth) && (m_out += ']', true);
    }

    bool string()
    {
        std::string text;
        const char quote = m_text[m_at++];
        while (m_at < m_text.size() && peek() != quote) {
            if (peek() != '\\')
                text += m_text[m_at++];
            else if (!escape(text))
                return false;
        }
        if (m_at == m_text.size())
            return false;
        ++m_at;
        appendJsonString(m_out, text);
        return true;
    }

    bool escape(std::string& text)
    {
        const char c = peek(1);
        m_at += 2;
        switch (c) {
        case 'n': text += '\n'; return true;
        case 'r': text += '\r'; return true;
        case 't': text += '\t'; return true;
        case '\\':
        case '\'':
        case '"': text += c; return true;
        case 'x': return codePoint(text, 2);
        case 'u': return codePoint(text, 4);
        case 'U': return codePoint(text, 8);
        default: return false;
        }
    }

    bool codePoint(std::string& text, unsigned digits)
    {
        char32_t point = 0;
        for (unsigned i = 0; i < digits; ++i, ++m_at) {
            const char c = peek();
            const char lower = char(c | 0x20);
            if (!isDigit(c) && (lower < 'a' || lower > 'f'))
                return false;
            point = point * 16 + char32_t(isDigit(c) ? c - '0' : lower - 'a' + 10);
        }
        appendUtf8(text, point);
        return true;
    }

    bool digits()
    {
        const std::size_t begin = m_at;
        while (isDigit(peek()))
            ++m_at;
        return m_at > begin;
    }

    bool number()
    {
        const std::size_t begin = m_at;
        if (peek() == '-')
            ++m_at;
        const std::size_t first = m_at;
        if (!digits())
            return word(begin);
        const bool leadingZero = m_text[first] == '0' && m_at > first + 1;
        if (peek() == '.' && (++m_at, !digits()))
            return false;
        if ((peek() | 0x20) == 'e') {
            m_at += peek(1) == '+' || peek(1) == '-' ? 2 : 1;
            if (!digits())
                return false;
        }
        m_out += m_text.substr(begin, m_at - begin);
        return !leadingZero;
    }

    bool word() { return word(m_at); }

    bool word(std::size_t begin)
    {
        while (isWord(peek()))
            ++m_at;
        const std::string_view name = m_text.substr(begin, m_at - begin);
        if (name == "None")
            m_out += "null";
        else if (name == "True" || name == "False")
            m_out += name == "True" ? "true" : "false";
        else if (name == "nan" || name == "inf" || name == "-inf")
            appendJsonString(m_out, name);
        else if (name == "b" && (peek() == '\'' || peek() == '"'))
            return string();
        else
            return !name.empty() && peek() == '(' && call(begin);
        return true;
    }

    bool call(std::size_t begin)
    {
        const std::string_view name = m_text.substr(begin, m_at - begin);
        const bool wrapsText = name == "UUID" || name == "Decimal" || name == "uuid.UUID" || name == "decimal.Decimal";
        if (wrapsText && (peek(1) == '\'' || peek(1) == '"')) {
            ++m_at;
            return string() && take(')');
        }
        return asItStands('(', ')', begin);
    }

    bool asItStands(char open, char close) { return asItStands(open, close, m_at); }

    bool asItStands(char open, char close, std::size_t begin)
    {
        int depth = 0;
        do {
            depth += peek() == open ? 1 : peek() == close ? -1 : 0;
            ++m_at;
        } while (depth > 0 && m_at < m_text.size());
        if (depth == 0)
            appendJsonString(m_out, m_text.substr(begin, m_at - begin));
        return depth == 0;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::string m_out;
    std::string m_bareKey;
    bool m_keyIsText = false;
};

} // namespace

std::optional<std::string> jsonFromPythonLiteral(std::string_view text)
{
    return Translator(text).translate();
}

} // namespace auditlens
