// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace auditlens {

/// Two lower-case digits a byte.
std::string toHex(std::span<const unsigned char> bytes);
/// Nothing when it is not pairs of digits, of either case.
std::optional<std::vector<unsigned char>> fromHex(std::string_view text);
/// Also of no digits at all.
bool isLowerHex(std::string_view text);

} // namespace auditlens
