// SPDX-License-Identifier: MIT
#include "base/hex.h"

namespace auditlens {

namespace {

constexpr std::string_view digits = "0123456789abcdef";

std::optional<unsigned> valueOf(char c)
{
    const std::size_t value = digits.find(c >= 'A' && c <= 'F' ? char(c - 'A' + 'a') : c);
    return value == std::string_view::npos ? std::nullopt : std::optional(unsigned(value));
}

} // namespace

std::string toHex(std::span<const unsigned char> bytes)
{
    std::string text;
    text.reserve(2 * bytes.size());
    for (const unsigned char byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

std::optional<std::vector<unsigned char>> fromHex(std::string_view text)
{
    if (text.size() % 2 != 0)
        return {};
    std::vector<unsigned char> bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const auto high = valueOf(text[i]);
        const auto low = valueOf(text[i + 1]);
        if (!high || !low)
            return {};
        bytes.push_back(static_cast<unsigned char>(*high << 4 | *low));
    }
    return bytes;
}

bool isLowerHex(std::string_view text)
{
    return text.find_first_not_of(digits) == std::string_view::npos;
}

} // namespace auditlens
