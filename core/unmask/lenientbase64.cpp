// SPDX-License-Identifier: MIT
#include "unmask/lenientbase64.h"

#include <array>

namespace auditlens {

namespace {

constexpr unsigned char noDigit = 0xff;

constexpr std::array<unsigned char, 256> makeDigits()
{
    std::array<unsigned char, 256> digits {};
    digits.fill(noDigit);
    for (unsigned char i = 0; i < 26; ++i) {
        digits[std::size_t('A') + i] = i;
        digits[std::size_t('a') + i] = static_cast<unsigned char>(26 + i);
    }
    for (unsigned char i = 0; i < 10; ++i)
        digits[std::size_t('0') + i] = static_cast<unsigned char>(52 + i);
    digits['+'] = digits['-'] = 62;
    digits['/'] = digits['_'] = 63;
    return digits;
}

constexpr auto digits = makeDigits();

} // namespace

std::optional<std::size_t> decodeLenientBase64(std::string_view text, std::span<unsigned char> out)
{
    std::size_t size = 0;
    unsigned place = 0; // In the group of four.
    unsigned padding = 0;
    unsigned left = 0; // Bits of the digit before that no byte has yet.
    for (const char c : text) {
        if (c == '=') {
            if (place >= 2 && place + ++padding >= 4)
                return size;
            continue;
        }
        const unsigned digit = digits[static_cast<unsigned char>(c)];
        if (digit == noDigit)
            continue;
        padding = 0;
        if (place > 0)
            out[size++] = static_cast<unsigned char>(left << (2 * place) | digit >> (6 - 2 * place));
        left = digit & ((1u << (6 - 2 * place)) - 1);
        place = (place + 1) % 4;
    }
    return place == 0 ? std::optional(size) : std::nullopt;
}

} // namespace auditlens
