// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace auditlens::csv {

enum class RowEnd : std::uint8_t {
    Whole, ///< `next` is the start of the following row.
    OpenQuote, ///< The text ends inside a quoted cell.
    NoNewline, ///< The text ends inside the row, outside quotes: whole when nothing follows.
    AfterQuote, ///< Something other than a delimiter stands behind a closing quote.
};

struct Row
{
    RowEnd end = RowEnd::Whole;
    std::size_t length = 0; ///< Of the row without its line end; where the damage is for AfterQuote.
    std::size_t next = 0;
    std::uint32_t cells = 0;
    std::uint32_t newlines = 0; ///< Line feeds in front of `next`, those in quoted cells included.
};

/// Measures the first row of the text after RFC 4180, with LF and CRLF as line ends. A quote inside an unquoted cell
/// is an ordinary character, as spreadsheets read it.
Row measureRow(std::string_view text, char delimiter);

/// Cells as they stand: with their quotes when they have them. Stops behind `most` cells.
std::vector<std::string_view> splitRow(std::string_view row, char delimiter, std::size_t most);
/// Without quotes; `buffer` is used only when quotes have to be undoubled.
std::string_view cellText(std::string_view cell, std::string& buffer);
bool needsBuffer(std::string_view cell);

} // namespace auditlens::csv
