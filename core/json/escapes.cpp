// SPDX-License-Identifier: MIT
#include "json/escapes.h"

#include "base/utf8.h"

#include <charconv>

namespace auditlens::json {

namespace {

/// The character that a backslash and `letter` stand for; '\0' when they stand for none.
char escapedCharacter(char letter)
{
    switch (letter) {
    case '"':
    case '\\':
    case '/':
        return letter;
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    default:
        return '\0';
    }
}

// A pair of surrogates is one code point. `at` moves behind the escape.
bool appendUnicode(std::string& to, std::string_view text, std::size_t& at)
{
    const auto unit = escapedUnit(text, at);
    if (!unit || isLowSurrogate(*unit))
        return false;
    at += unicodeEscapeLength;
    if (!isHighSurrogate(*unit)) {
        appendCodePoint(to, *unit);
        return true;
    }
    const auto low = escapedUnit(text, at);
    if (!low || !isLowSurrogate(*low))
        return false;
    at += unicodeEscapeLength;
    appendCodePoint(to, 0x10000 + ((*unit - 0xd800) << 10) + (*low - 0xdc00));
    return true;
}

bool appendEscape(std::string& to, std::string_view text, std::size_t& at)
{
    if (at + 1 >= text.size())
        return false;
    if (text[at + 1] == 'u')
        return appendUnicode(to, text, at);
    const char character = escapedCharacter(text[at + 1]);
    to.push_back(character);
    at += 2;
    return character != '\0';
}

} // namespace

std::optional<unsigned> escapedUnit(std::string_view text, std::size_t at)
{
    if (at + unicodeEscapeLength > text.size() || text[at] != '\\' || text[at + 1] != 'u')
        return {};
    unsigned unit = 0;
    const char* end = text.data() + at + unicodeEscapeLength;
    return std::from_chars(end - 4, end, unit, 16).ptr == end ? std::optional(unit) : std::nullopt;
}

bool appendUnescaped(std::string& to, std::string_view text)
{
    std::size_t at = 0;
    for (;;) {
        const std::size_t escape = text.find('\\', at);
        to.append(text, at, escape == std::string_view::npos ? escape : escape - at);
        if (escape == std::string_view::npos)
            return true;
        at = escape;
        if (!appendEscape(to, text, at))
            return false;
    }
}

} // namespace auditlens::json
