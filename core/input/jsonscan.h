// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace auditlens::jsonscan {

constexpr bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}
std::size_t skipSpace(std::string_view text, std::size_t i);

enum class Ending : std::uint8_t { Whole, Incomplete, Damaged };

struct Extent
{
    Ending ending = Ending::Whole;
    std::size_t end = 0; ///< Behind the value, or where the damage is.
    std::uint32_t newlines = 0; ///< Line feeds inside.
    const char* reason = ""; ///< For Damaged.
};

/// Finds the end of the value that begins at `from` (not white space) by its brackets, strings, commas and colons,
/// without looking into numbers and escapes: that is the parser's. A line feed inside a string is damage, so a lost
/// quote is noticed on its own line, unless asked to let line feeds be.
enum class LineFeed : std::uint8_t { EndsString, InString };
Extent measureValue(std::string_view text, std::size_t from, LineFeed lineFeed = LineFeed::EndsString);

/// Index behind the closing quote of the string that opens at `from`; npos when the text ends first; the index of
/// the line feed when one stands inside the string.
std::size_t behindString(std::string_view text, std::size_t from, LineFeed lineFeed = LineFeed::EndsString);

} // namespace auditlens::jsonscan
