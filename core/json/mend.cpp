// SPDX-License-Identifier: MIT
#include "json/mend.h"

#include "base/utf8.h"
#include "json/escapes.h"

namespace auditlens::json {

namespace {

/// The code unit of the escape \uXXXX at `at`; 0 when none stands there.
unsigned codeUnit(std::string_view text, std::size_t at)
{
    return escapedUnit(text, at).value_or(0);
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
        if (isHighSurrogate(unit) && isLowSurrogate(codeUnit(m_text, m_at + unicodeEscapeLength)))
            return copy(2 * unicodeEscapeLength);
        if (unit == 0xfffd)
            return takeReplacement(unicodeEscapeLength);
        if (!isHighSurrogate(unit) && !isLowSurrogate(unit))
            return copy(2);
        noteUnit(unit);
        m_out += "\\ufffd";
        m_at += unicodeEscapeLength;
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
