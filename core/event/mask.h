// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace auditlens {

constexpr std::string_view maskPrefix = "masked:";
/// Hex digits that every known version of tiger_audit_trail writes.
constexpr std::size_t maskDigits = 8;

/// Whether the text is what tiger_audit_trail puts in place of a sensitive value: the prefix and the first lower-case
/// hex digits, at least maskDigits of them, of the value's SHA-256.
bool isMask(std::string_view text);

} // namespace auditlens
