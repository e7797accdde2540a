// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string_view>

namespace auditlens {

constexpr std::string_view redactionPrefix = "redacted:sha256:";
constexpr std::size_t redactionDigits = 64;

/// Whether the text is what a redacted twin puts in place of a value: the prefix and the lower-case hex digits of its
/// salted hash, and nothing else.
bool isRedaction(std::string_view text);

} // namespace auditlens
