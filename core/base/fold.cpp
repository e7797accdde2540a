// SPDX-License-Identifier: MIT
#include "base/fold.h"

#include <QString>

#include <array>

namespace auditlens {

namespace {

constexpr std::array<char, 128> makeAsciiFold()
{
    std::array<char, 128> table{};
    for (int c = 0; c < 128; ++c) {
        const bool control = c < 0x20 || c == 0x7f;
        const bool upper = c >= 'A' && c <= 'Z';
        table[std::size_t(c)] = control ? ' ' : upper ? char(c + ('a' - 'A')) : char(c);
    }
    return table;
}

constexpr auto asciiFold = makeAsciiFold();

std::size_t asciiPrefix(std::string_view text)
{
    std::size_t i = 0;
    while (i < text.size() && static_cast<unsigned char>(text[i]) < 0x80)
        ++i;
    return i;
}

// QString::toCaseFolded knows the full Unicode table; only the rare non-ASCII run pays for the round trip.
void appendFoldedUnicode(std::string& out, std::string_view run)
{
    QString text = QString::fromUtf8(run.data(), qsizetype(run.size())).toCaseFolded();
    for (QChar& c : text) {
        if (c.category() == QChar::Other_Control || c.category() == QChar::Separator_Line
            || c.category() == QChar::Separator_Paragraph)
            c = QLatin1Char(' ');
    }
    const QByteArray utf8 = text.toUtf8();
    out.append(utf8.constData(), std::size_t(utf8.size()));
}

} // namespace

void appendFolded(std::string& out, std::string_view utf8)
{
    while (!utf8.empty()) {
        const std::size_t ascii = asciiPrefix(utf8);
        const std::size_t at = out.size();
        out.resize(at + ascii);
        for (std::size_t i = 0; i < ascii; ++i)
            out[at + i] = asciiFold[static_cast<unsigned char>(utf8[i])];
        utf8.remove_prefix(ascii);
        std::size_t rest = 0;
        while (rest < utf8.size() && static_cast<unsigned char>(utf8[rest]) >= 0x80)
            ++rest;
        if (rest > 0)
            appendFoldedUnicode(out, utf8.substr(0, rest));
        utf8.remove_prefix(rest);
    }
}

std::string folded(std::string_view utf8)
{
    std::string out;
    out.reserve(utf8.size());
    appendFolded(out, utf8);
    return out;
}

} // namespace auditlens
