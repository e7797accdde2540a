// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace auditlens {

/// A written number of any size and precision: -12, 0.10, 1.5e300. Compared digit by digit, never as a double.
class Decimal
{
public:
    /// Sign, digits, fraction and exponent; nothing when `text` is anything else, or its exponent has more than
    /// fifteen digits.
    static std::optional<Decimal> read(std::string_view text);

    friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);
    friend bool operator==(const Decimal& a, const Decimal& b) { return (a <=> b) == 0; }

private:
    std::strong_ordering compareSize(const Decimal& other) const;

    bool m_negative = false;
    std::string m_digits; ///< Without zeros at either end; empty for zero.
    std::int64_t m_magnitude = 0; ///< 0.m_digits times ten to this.
};

} // namespace auditlens
