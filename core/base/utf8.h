// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace auditlens {

/// Not a code point: what stands there is no UTF-8.
constexpr char32_t notACodePoint = 0xffffffff;

constexpr bool isSurrogate(char32_t point)
{
    return point >= 0xd800 && point < 0xe000;
}

/// The code point at `at`, which moves behind it. A malformed sequence gives notACodePoint and moves by one byte.
/// Surrogates written as three bytes count as code points here: that is how a lone one from Python is kept.
char32_t nextCodePoint(std::string_view text, std::size_t& at);

/// Whether all of it is UTF-8 as RFC 3629 has it, without surrogates.
bool isUtf8(std::string_view text);

/// Number of code points; a malformed byte counts as one.
std::size_t countCodePoints(std::string_view text);

/// Appends a code point up to U+10FFFF, a surrogate as three bytes.
void appendCodePoint(std::string& out, char32_t point);

} // namespace auditlens
