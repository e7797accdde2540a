// SPDX-License-Identifier: MIT
#include "input/jsonresync.h"

#include "input/jsonscan.h"

#include <algorithm>

namespace auditlens::jsonscan {

namespace {

constexpr std::size_t none = std::string_view::npos;

std::size_t nextLine(std::string_view text, std::size_t from, std::size_t column)
{
    for (std::size_t i = text.find('\n', from); i != none; i = text.find('\n', i + 1)) {
        const std::size_t start = text.find_first_not_of(" \t", i + 1);
        if (start != none && text[start] == '{' && start - (i + 1) <= column)
            return start;
    }
    return none;
}

// Index behind the last character in front of `i` that is not white space.
std::size_t skipSpaceBack(std::string_view text, std::size_t i, std::size_t from)
{
    while (i > from && isSpace(text[i - 1]))
        --i;
    return i;
}

// The array of the records ends a wrapper or the file; one inside of a record is followed by more of the record.
bool endsRecords(std::string_view text, std::size_t behindBracket)
{
    const std::size_t i = text.find_first_not_of(" \n\r\t}", behindBracket);
    return i == none || text[i] == '[' || text[i] == '{';
}

// Whether whole objects stand one behind the other from here on, as far as it takes to believe it.
bool beginsRecords(std::string_view text, std::size_t at, const RecordShape& shape, std::size_t& budget)
{
    constexpr int enough = 16;
    for (int i = 0; i < enough; ++i) {
        const Extent extent = measureValue(text.substr(0, std::min(text.size(), at + budget)), at);
        budget -= std::min(budget, extent.end - at);
        if (extent.ending != Ending::Whole)
            return i > 0;
        at = skipSpace(text, extent.end);
        if (at >= text.size() || !shape.inArray)
            return true;
        if (text[at] != ',')
            return text[at] == ']' && endsRecords(text, at + 1);
        at = skipSpace(text, at + 1);
        if (at >= text.size() || text[at] != '{')
            return i > 0;
    }
    return true;
}

std::size_t nextAlike(std::string_view text, std::size_t from, const RecordShape& shape, std::size_t& budget)
{
    if (shape.firstKey.empty())
        return none;
    for (std::size_t key = text.find(shape.firstKey, from); key != none && budget > 0;
         key = text.find(shape.firstKey, key + 1)) {
        const std::size_t behindBrace = skipSpaceBack(text, key, from);
        if (behindBrace <= from || text[behindBrace - 1] != '{')
            continue;
        const std::size_t behindComma = skipSpaceBack(text, behindBrace - 1, from);
        const bool separated = behindComma > from && text[behindComma - 1] == (shape.inArray ? ',' : '}');
        if (separated && beginsRecords(text, behindBrace - 1, shape, budget))
            return behindBrace - 1;
    }
    return none;
}

} // namespace

std::string_view firstKeyOf(std::string_view text, std::size_t at)
{
    constexpr std::size_t longest = 200;
    if (at >= text.size() || text[at] != '{')
        return {};
    const std::size_t quote = skipSpace(text, at + 1);
    if (quote >= text.size() || text[quote] != '"')
        return {};
    const std::size_t behind = behindString(text.substr(0, std::min(text.size(), quote + longest)), quote);
    return behind == none || text[behind - 1] != '"' ? std::string_view() : text.substr(quote, behind - quote);
}

std::size_t nextRecord(std::string_view text, std::size_t from, const RecordShape& shape, std::size_t& budget)
{
    const std::size_t line = nextLine(text, from, shape.column);
    return std::min(line, nextAlike(text.substr(0, line), from, shape, budget));
}

} // namespace auditlens::jsonscan
