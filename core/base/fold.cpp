// SPDX-License-Identifier: MIT
#include "base/fold.h"

#include <QString>

#include <array>
#include <cstdint>
#include <cstring>

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

constexpr std::uint64_t eachByte = 0x0101010101010101;
constexpr std::uint64_t topBits = 0x80 * eachByte;

std::uint64_t wordAt(const char* at)
{
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    return word;
}

std::size_t asciiPrefix(std::string_view text)
{
    std::size_t i = 0;
    while (i + 8 <= text.size() && (wordAt(text.data() + i) & topBits) == 0)
        i += 8;
    while (i < text.size() && static_cast<unsigned char>(text[i]) < 0x80)
        ++i;
    return i;
}

// asciiFold for eight bytes at once. All are below 0x80, so no sum carries into the next byte.
std::uint64_t foldedWord(std::uint64_t word)
{
    const std::uint64_t fromA = word + (0x80 - 'A') * eachByte;
    const std::uint64_t behindZ = word + (0x7f - 'Z') * eachByte;
    word |= (fromA & ~behindZ & topBits) >> 2;
    const std::uint64_t notLow = word + 0x60 * eachByte;
    const std::uint64_t delChar = word + eachByte;
    const std::uint64_t control = ((~notLow | delChar) & topBits) >> 7;
    return (word & ~(control * 0xff)) | control * ' ';
}

void appendFoldedAscii(std::string& out, std::string_view ascii)
{
    std::size_t at = out.size();
    out.append(ascii);
    for (; at + 8 <= out.size(); at += 8) {
        const std::uint64_t word = foldedWord(wordAt(out.data() + at));
        std::memcpy(out.data() + at, &word, sizeof word);
    }
    for (; at < out.size(); ++at)
        out[at] = asciiFold[static_cast<unsigned char>(out[at])];
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
        appendFoldedAscii(out, utf8.substr(0, ascii));
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
