// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

/// The escapes inside of JSON strings: RFC 8259 section 7.
namespace auditlens::json {

constexpr std::size_t unicodeEscapeLength = 6; ///< \uXXXX

/// The UTF-16 code unit that \uXXXX at `at` stands for; nothing when no such escape stands there.
std::optional<unsigned> escapedUnit(std::string_view text, std::size_t at);

constexpr bool isHighSurrogate(unsigned unit)
{
    return unit >= 0xd800 && unit < 0xdc00;
}

constexpr bool isLowSurrogate(unsigned unit)
{
    return unit >= 0xdc00 && unit < 0xe000;
}

/// Appends what is between the quotes of a string, without its escapes, as UTF-8: never more bytes than `text` has.
/// False, and something is appended, when an escape is none or a surrogate stands alone.
bool appendUnescaped(std::string& to, std::string_view text);

} // namespace auditlens::json
