// SPDX-License-Identifier: MIT
#include "base/fold.h"

#include <QString>

#include <algorithm>
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

// asciiFold for eight bytes at once. All are below 0x80, so no sum carries into the next byte.
std::uint64_t foldedWord(std::uint64_t word)
{
    const std::uint64_t fromA = word + (0x80 - 'A') * eachByte;
    const std::uint64_t behindZ = word + (0x7f - 'Z') * eachByte;
    word |= (fromA & ~behindZ & topBits) >> 2;
    const std::uint64_t notLow = word + 0x60 * eachByte;
    const std::uint64_t delChar = word + eachByte;
    const std::uint64_t control = ((~notLow | delChar) & topBits) >> 7;
    if (control == 0) [[likely]]
        return word;
    return (word & ~(control * 0xff)) | control * ' ';
}

void foldWord(char* at)
{
    const std::uint64_t word = foldedWord(wordAt(at));
    std::memcpy(at, &word, sizeof word);
}

// Folds the ASCII characters that `text` begins with; their number.
std::size_t foldAscii(char* text, std::size_t size)
{
    constexpr std::size_t wordBytes = 8;
    std::size_t i = 0;
    for (; i + wordBytes <= size && (wordAt(text + i) & topBits) == 0; i += wordBytes)
        foldWord(text + i);
    if (i < size && i > 0 && size - i < wordBytes && (wordAt(text + size - wordBytes) & topBits) == 0) {
        foldWord(text + size - wordBytes); // Folding some of it twice is quicker than going by bytes.
        return size;
    }
    for (; i < size && static_cast<unsigned char>(text[i]) < 0x80; ++i)
        text[i] = asciiFold[static_cast<unsigned char>(text[i])];
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

// Runs outside ASCII and within it, in turn.
void appendFoldedRuns(std::string& out, std::string_view utf8)
{
    const auto isAscii = [](char c) { return static_cast<unsigned char>(c) < 0x80; };
    while (!utf8.empty()) {
        const auto ascii = std::size_t(std::ranges::find_if(utf8, isAscii) - utf8.begin());
        if (ascii > 0)
            appendFoldedUnicode(out, utf8.substr(0, ascii));
        utf8.remove_prefix(ascii);
        const auto rest = std::size_t(std::ranges::find_if_not(utf8, isAscii) - utf8.begin());
        const std::size_t at = out.size();
        out.append(utf8.substr(0, rest));
        foldAscii(out.data() + at, rest);
        utf8.remove_prefix(rest);
    }
}

} // namespace

void appendFolded(std::string& out, std::string_view utf8)
{
    const std::size_t at = out.size();
    out.append(utf8);
    const std::size_t ascii = foldAscii(out.data() + at, utf8.size());
    if (ascii == utf8.size())
        return;
    out.resize(at + ascii);
    appendFoldedRuns(out, utf8.substr(ascii));
}

bool foldsTo(std::string_view utf8, std::string_view wanted)
{
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const auto c = static_cast<unsigned char>(utf8[i]);
        if (c >= asciiFold.size())
            return folded(utf8) == wanted;
        if (i >= wanted.size() || asciiFold[c] != wanted[i])
            return false;
    }
    return utf8.size() == wanted.size();
}

bool foldAsciiInPlace(char* text, std::size_t size)
{
    return foldAscii(text, size) == size;
}

std::string folded(std::string_view utf8)
{
    std::string out;
    out.reserve(utf8.size());
    appendFolded(out, utf8);
    return out;
}

} // namespace auditlens
