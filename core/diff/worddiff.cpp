// SPDX-License-Identifier: MIT
#include "diff/worddiff.h"

#include <algorithm>
#include <cstdint>

namespace auditlens {

namespace {

    constexpr std::size_t maxCells = 4'000'000;

    struct Word
    {
        std::string_view text;
        bool changed = true;
    };

    bool isSpace(char c)
    {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    bool isWordByte(char c)
    {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0x80 || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    bool isDigit(std::string_view text, std::size_t at)
    {
        return at < text.size() && text[at] >= '0' && text[at] <= '9';
    }

    /// "1,840.00" and "2026-03-31" read as one word.
    bool joinsDigits(std::string_view text, std::size_t at)
    {
        const char c = text[at];
        return (c == '.' || c == ',' || c == ':' || c == '-') && at > 0 && isDigit(text, at - 1) && isDigit(text, at + 1);
    }

    std::vector<Word> splitWords(std::string_view text)
    {
        std::vector<Word> words;
        std::size_t at = 0;
        while (at < text.size()) {
            const std::size_t begin = at;
            if (isSpace(text[at])) {
                while (at < text.size() && isSpace(text[at]))
                    ++at;
            } else if (isWordByte(text[at])) {
                while (at < text.size() && (isWordByte(text[at]) || joinsDigits(text, at)))
                    ++at;
            } else {
                ++at;
            }
            words.push_back({text.substr(begin, at - begin), true});
        }
        return words;
    }

    using Indices = std::vector<std::size_t>;

    Indices solidWords(const std::vector<Word>& words)
    {
        Indices indices;
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (!isSpace(words[i].text.front()))
                indices.push_back(i);
        }
        return indices;
    }

    struct Side
    {
        std::vector<Word> words;
        Indices compared;
        std::size_t begin = 0;
        std::size_t end = 0;

        Word& word(std::size_t i) { return words[compared[i]]; }
    };

    bool takeIfSame(Side& a, std::size_t i, Side& b, std::size_t j)
    {
        if (a.word(i).text != b.word(j).text)
            return false;
        a.word(i).changed = false;
        b.word(j).changed = false;
        return true;
    }

    void trimCommonEnds(Side& a, Side& b)
    {
        while (a.begin < a.end && b.begin < b.end && takeIfSame(a, a.begin, b, b.begin)) {
            ++a.begin;
            ++b.begin;
        }
        while (a.begin < a.end && b.begin < b.end && takeIfSame(a, a.end - 1, b, b.end - 1)) {
            --a.end;
            --b.end;
        }
    }

    void markCommonMiddle(Side& a, Side& b)
    {
        const std::size_t rows = a.end - a.begin;
        const std::size_t columns = b.end - b.begin;
        if (rows == 0 || columns == 0 || rows > maxCells / columns)
            return;
        const std::size_t stride = columns + 1;
        std::vector<std::uint32_t> length((rows + 1) * stride, 0);
        for (std::size_t i = rows; i-- > 0;) {
            for (std::size_t j = columns; j-- > 0;) {
                length[i * stride + j] = a.word(a.begin + i).text == b.word(b.begin + j).text
                    ? length[(i + 1) * stride + j + 1] + 1
                    : std::max(length[(i + 1) * stride + j], length[i * stride + j + 1]);
            }
        }
        for (std::size_t i = 0, j = 0; i < rows && j < columns;) {
            if (takeIfSame(a, a.begin + i, b, b.begin + j))
                ++i, ++j;
            else if (length[(i + 1) * stride + j] >= length[i * stride + j + 1])
                ++i;
            else
                ++j;
        }
    }

    void compare(Side& a, Side& b)
    {
        a.end = a.compared.size();
        b.end = b.compared.size();
        trimCommonEnds(a, b);
        markCommonMiddle(a, b);
    }

    bool anyChanged(Side& side)
    {
        return std::any_of(side.compared.begin(), side.compared.end(), [&](std::size_t i) { return side.words[i].changed; });
    }

    void decideSpaces(std::vector<Word>& words)
    {
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (isSpace(words[i].text.front()))
                words[i].changed = i > 0 && i + 1 < words.size() && words[i - 1].changed && words[i + 1].changed;
        }
    }

    std::vector<DiffPiece> joined(const std::vector<Word>& words)
    {
        std::vector<DiffPiece> pieces;
        for (const Word& word : words) {
            if (pieces.empty() || pieces.back().changed != word.changed)
                pieces.push_back({std::string(), word.changed});
            pieces.back().text += word.text;
        }
        return pieces;
    }

    Indices everyWord(const std::vector<Word>& words)
    {
        Indices indices(words.size());
        for (std::size_t i = 0; i < indices.size(); ++i)
            indices[i] = i;
        return indices;
    }

} // namespace

WordDiff diffWords(std::string_view before, std::string_view after)
{
    Side a {splitWords(before), {}, 0, 0};
    Side b {splitWords(after), {}, 0, 0};
    a.compared = solidWords(a.words);
    b.compared = solidWords(b.words);
    compare(a, b);
    if (before != after && !anyChanged(a) && !anyChanged(b)) {
        // Only white space differs: then white space is what has to be shown.
        a = {splitWords(before), everyWord(a.words), 0, 0};
        b = {splitWords(after), everyWord(b.words), 0, 0};
        compare(a, b);
    } else {
        decideSpaces(a.words);
        decideSpaces(b.words);
    }
    return {joined(a.words), joined(b.words)};
}

} // namespace auditlens
