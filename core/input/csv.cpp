// SPDX-License-Identifier: MIT
#include "input/csv.h"

#include <algorithm>

namespace auditlens::csv {

namespace {

// Index behind the closing quote of the cell that opens at `i`, or npos. Counts line feeds.
std::size_t behindQuoted(std::string_view text, std::size_t i, std::uint32_t& newlines)
{
    for (++i; i < text.size(); ++i) {
        if (text[i] == '\n')
            ++newlines;
        if (text[i] != '"')
            continue;
        if (i + 1 < text.size() && text[i + 1] == '"')
            ++i;
        else
            return i + 1;
    }
    return std::string_view::npos;
}

bool atLineEnd(std::string_view text, std::size_t i)
{
    return text[i] == '\n' || (text[i] == '\r' && i + 1 < text.size() && text[i + 1] == '\n');
}

// The end of an unquoted cell; of a CR LF the CR is where the cell ends.
std::size_t behindPlain(std::string_view text, std::size_t i, char delimiter)
{
    const std::size_t start = i;
    while (i < text.size() && text[i] != delimiter && text[i] != '\n')
        ++i;
    return i < text.size() && text[i] == '\n' && i > start && text[i - 1] == '\r' ? i - 1 : i;
}

Row ended(Row row, RowEnd end, std::size_t length, std::size_t next)
{
    row.end = end;
    row.length = length;
    row.next = next;
    return row;
}

} // namespace

Row measureRow(std::string_view text, char delimiter)
{
    Row row;
    for (std::size_t i = 0;;) {
        ++row.cells;
        if (i < text.size() && text[i] == '"') {
            i = behindQuoted(text, i, row.newlines);
            if (i == std::string_view::npos)
                return ended(row, RowEnd::OpenQuote, text.size(), text.size());
        } else {
            i = behindPlain(text, i, delimiter);
        }
        if (i >= text.size())
            return ended(row, RowEnd::NoNewline, text.size(), text.size());
        if (atLineEnd(text, i)) {
            ++row.newlines;
            return ended(row, RowEnd::Whole, i, text[i] == '\r' ? i + 2 : i + 1);
        }
        if (text[i] != delimiter)
            return text[i] == '\r' && i + 1 == text.size() ? ended(row, RowEnd::NoNewline, i, text.size())
                                                           : ended(row, RowEnd::AfterQuote, i, i);
        ++i;
    }
}

std::vector<std::string_view> splitRow(std::string_view row, char delimiter, std::size_t most)
{
    std::vector<std::string_view> cells;
    for (std::size_t i = 0;;) {
        const std::size_t start = i;
        std::uint32_t ignored = 0;
        if (i < row.size() && row[i] == '"')
            i = std::min(behindQuoted(row, i, ignored), row.size());
        while (i < row.size() && row[i] != delimiter)
            ++i;
        cells.push_back(row.substr(start, i - start));
        if (i >= row.size() || cells.size() >= most)
            return cells;
        ++i;
    }
}

bool needsBuffer(std::string_view cell)
{
    return cell.size() > 2 && cell.front() == '"' && cell.substr(1, cell.size() - 2).find('"') != std::string_view::npos;
}

std::string_view cellText(std::string_view cell, std::string& buffer)
{
    if (cell.size() < 2 || cell.front() != '"' || cell.back() != '"')
        return cell;
    const std::string_view inner = cell.substr(1, cell.size() - 2);
    if (!needsBuffer(cell))
        return inner;
    buffer.clear();
    for (std::size_t i = 0; i < inner.size(); ++i) {
        buffer += inner[i];
        if (inner[i] == '"')
            ++i;
    }
    return buffer;
}

} // namespace auditlens::csv
