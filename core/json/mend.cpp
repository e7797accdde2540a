// SPDX-License-Identifier: MIT
#include "json/mend.h"

#include "base/utf8.h"

#include <charconv>

namespace auditlens::json {

namespace {

constexpr std::size_t escapeLength = 6; // \uXXXX

/// The code unit of the escape \uXXXX at `i`; 0 when none stands there.
unsigned codeUnit(std::string_view text, std::size_t i)
{
    if (i + escapeLength > text.size() || text[i] != '\\' || text[i + 1] != 'u')
        return 0;
    unsigned unit = 0;
    const char* end = text.data() + i + escapeLength;
    return std::from_chars(end - 4, end, unit, 16).ptr == end ? unit : 0;
}

bool isHigh(unsigned unit)
{
    return unit >= 0xd800 && unit < 0xdc00;
}

bool isLow(unsigned unit)
{
    return unit >= 0xdc00 && unit < 0xe000;
}

bool isWordCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-' || c == '+'
        || c == '.';
}

class Mender
{
public:
    /// `meant` is null or receives what every U+FFFD of the result stands for.
    Mender(std::string_view text, std::vector<std::string>* meant) : m_text(text), m_meant(meant)
    {
        m_out.reserve(text.size() + text.size() / 8);
    }

    std::optional<std::string> run()
    {
        while (m_at < m_text.size()) {
            if (m_text[m_at] == '"')
                takeString();
            else if (isWordCharacter(m_text[m_at]))
                takeWord();
            else
                copy(1);
        }
        return m_changed ? std::optional(std::move(m_out)) : std::nullopt;
    }

private:
    void copy(std::size_t count)
    {
        const std::string_view piece = m_text.substr(m_at, count);
        m_out += piece;
        m_at += piece.size();
    }

    void takeString()
    {
        copy(1);
        while (m_at < m_text.size() && m_text[m_at] != '"') {
            if (m_text[m_at] == '\\')
                takeEscape();
            else if (m_text.substr(m_at).starts_with(placeHolder))
                takeReplacement(placeHolder.size());
            else
                copy(1);
        }
        copy(1);
    }

    void takeReplacement(std::size_t length)
    {
        note(placeHolder);
        copy(length);
    }

    void note(std::string_view meant)
    {
        if (m_meant)
            m_meant->emplace_back(meant);
    }

    void noteUnit(unsigned unit)
    {
        std::string meant;
        appendCodePoint(meant, unit);
        note(meant);
    }

    void takeEscape()
    {
        const unsigned unit = codeUnit(m_text, m_at);
        if (isHigh(unit) && isLow(codeUnit(m_text, m_at + escapeLength)))
            return copy(2 * escapeLength);
        if (unit == 0xfffd)
            return takeReplacement(escapeLength);
        if (!isHigh(unit) && !isLow(unit))
            return copy(2);
        noteUnit(unit);
        m_out += "\\ufffd";
        m_at += escapeLength;
        m_changed = true;
    }

    void takeWord()
    {
        std::size_t end = m_at;
        while (end < m_text.size() && isWordCharacter(m_text[end]))
            ++end;
        const std::string_view word = m_text.substr(m_at, end - m_at);
        if (!isBareWord(word))
            return copy(word.size());
        note(word);
        m_out.append(1, '"').append(m_meant ? "\\ufffd" : word).append(1, '"');
        m_at = end;
        m_changed = true;
    }

    std::string_view m_text;
    std::vector<std::string>* m_meant;
    std::size_t m_at = 0;
    std::string m_out;
    bool m_changed = false;
};

} // namespace

std::optional<std::string> mended(std::string_view text)
{
    return Mender(text, nullptr).run();
}

std::optional<PlaceHeld> placeHeld(std::string_view text)
{
    PlaceHeld held;
    std::optional<std::string> json = Mender(text, &held.meant).run();
    if (!json)
        return {};
    held.text = std::move(*json);
    return held;
}

bool isBareWord(std::string_view word)
{
    return word == "NaN" || word == "Infinity" || word == "-Infinity";
}

} // namespace auditlens::json
