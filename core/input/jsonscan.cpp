// SPDX-License-Identifier: MIT
#include "input/jsonscan.h"

namespace auditlens::jsonscan {

namespace {

constexpr std::size_t deepest = 100'000;

enum class Expect : std::uint8_t { Value, ValueOrEnd, KeyOrEnd, Key, Colon, CommaOrEnd };

/// The grammar of RFC 8259 as far as brackets, strings, commas and colons go.
class Automaton
{
public:
    bool done() const { return m_open.empty() && m_expect == Expect::CommaOrEnd; }
    /// Null when the token may stand here.
    const char* take(char token);

private:
    const char* open(char bracket);
    const char* close(char bracket);
    const char* scalar(bool isString);
    void valueEnded() { m_expect = Expect::CommaOrEnd; }
    bool wantsValue() const { return m_expect == Expect::Value || m_expect == Expect::ValueOrEnd; }

    std::string m_open;
    Expect m_expect = Expect::Value;
};

const char* Automaton::open(char bracket)
{
    if (!wantsValue())
        return "a bracket where none may stand";
    if (m_open.size() >= deepest)
        return "nested too deep";
    m_open += bracket;
    m_expect = bracket == '{' ? Expect::KeyOrEnd : Expect::ValueOrEnd;
    return nullptr;
}

const char* Automaton::close(char bracket)
{
    const char opening = bracket == '}' ? '{' : '[';
    const bool mayEnd = m_expect == Expect::CommaOrEnd || m_expect == Expect::KeyOrEnd || m_expect == Expect::ValueOrEnd;
    if (m_open.empty() || m_open.back() != opening || !mayEnd)
        return "a closing bracket that does not fit";
    m_open.pop_back();
    valueEnded();
    return nullptr;
}

const char* Automaton::scalar(bool isString)
{
    if (isString && (m_expect == Expect::Key || m_expect == Expect::KeyOrEnd)) {
        m_expect = Expect::Colon;
        return nullptr;
    }
    if (!wantsValue())
        return "a value where none may stand";
    valueEnded();
    return nullptr;
}

const char* Automaton::take(char token)
{
    switch (token) {
    case '{':
    case '[':
        return open(token);
    case '}':
    case ']':
        return close(token);
    case ':':
        if (m_expect != Expect::Colon)
            return "a colon where none may stand";
        m_expect = Expect::Value;
        return nullptr;
    case ',':
        if (m_expect != Expect::CommaOrEnd || m_open.empty())
            return "a comma where none may stand";
        m_expect = m_open.back() == '{' ? Expect::Key : Expect::Value;
        return nullptr;
    default:
        return scalar(token == '"');
    }
}

bool endsScalar(char c)
{
    return isSpace(c) || c == ',' || c == ':' || c == '{' || c == '}' || c == '[' || c == ']' || c == '"';
}

std::size_t behindWord(std::string_view text, std::size_t i)
{
    while (i < text.size() && !endsScalar(text[i]))
        ++i;
    return i;
}

// Where the token at `i` ends: npos when the text ends inside a string.
std::size_t behindToken(std::string_view text, std::size_t i, LineFeed lineFeed)
{
    if (text[i] == '"')
        return behindString(text, i, lineFeed);
    return endsScalar(text[i]) ? i + 1 : behindWord(text, i);
}

} // namespace

std::size_t skipSpace(std::string_view text, std::size_t i)
{
    while (i < text.size() && isSpace(text[i]))
        ++i;
    return i;
}

std::size_t behindString(std::string_view text, std::size_t from, LineFeed lineFeed)
{
    for (std::size_t i = from + 1; i < text.size(); ++i) {
        switch (text[i]) {
        case '"':
            return i + 1;
        case '\\':
            ++i;
            break;
        case '\n':
            if (lineFeed == LineFeed::EndsString)
                return i;
            break;
        default:
            break;
        }
    }
    return std::string_view::npos;
}

Extent measureValue(std::string_view text, std::size_t from, LineFeed lineFeed)
{
    Automaton automaton;
    Extent extent;
    for (std::size_t i = from;;) {
        for (; i < text.size() && isSpace(text[i]); ++i)
            extent.newlines += text[i] == '\n' ? 1 : 0;
        if (i >= text.size())
            return {Ending::Incomplete, text.size(), extent.newlines, ""};
        const std::size_t behind = behindToken(text, i, lineFeed);
        if (behind == std::string_view::npos)
            return {Ending::Incomplete, text.size(), extent.newlines, ""};
        if (text[i] == '"' && text[behind - 1] != '"')
            return {Ending::Damaged, behind, extent.newlines, "a string is not closed on its line"};
        if (const char* problem = automaton.take(text[i]))
            return {Ending::Damaged, i, extent.newlines, problem};
        i = behind;
        if (automaton.done())
            return {Ending::Whole, i, extent.newlines, ""};
    }
}

} // namespace auditlens::jsonscan
