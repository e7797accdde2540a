// SPDX-License-Identifier: MIT
#include "query/decimal.h"

#include <algorithm>

namespace auditlens {

namespace {

std::string_view takeDigits(std::string_view& text)
{
    const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
    const std::string_view digits = text.substr(0, end);
    text.remove_prefix(end);
    return digits;
}

bool takeSign(std::string_view& text)
{
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+'))
        text.remove_prefix(1);
    return negative;
}

std::optional<std::int64_t> takeExponent(std::string_view& text)
{
    if (!text.starts_with('e') && !text.starts_with('E'))
        return 0;
    text.remove_prefix(1);
    const bool negative = takeSign(text);
    const std::string_view digits = takeDigits(text);
    if (digits.empty() || digits.size() > 15)
        return {};
    std::int64_t exponent = 0;
    for (const char c : digits)
        exponent = 10 * exponent + (c - '0');
    return negative ? -exponent : exponent;
}

} // namespace

std::optional<Decimal> Decimal::read(std::string_view text)
{
    Decimal number;
    number.m_negative = takeSign(text);
    const std::string_view whole = takeDigits(text);
    std::string_view fraction;
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        fraction = takeDigits(text);
    }
    if (whole.empty() && fraction.empty())
        return {};
    const auto exponent = takeExponent(text);
    if (!exponent || !text.empty())
        return {};
    number.m_digits.append(whole).append(fraction);
    const std::size_t zeros = std::min(number.m_digits.find_first_not_of('0'), number.m_digits.size());
    number.m_magnitude = std::int64_t(whole.size()) - std::int64_t(zeros) + *exponent;
    number.m_digits.erase(0, zeros);
    number.m_digits.resize(number.m_digits.find_last_not_of('0') + 1);
    return number;
}

std::strong_ordering Decimal::compareSize(const Decimal& other) const
{
    if (m_digits.empty() || other.m_digits.empty())
        return m_digits.size() <=> other.m_digits.size();
    if (m_magnitude != other.m_magnitude)
        return m_magnitude <=> other.m_magnitude;
    return m_digits <=> other.m_digits;
}

std::strong_ordering operator<=>(const Decimal& a, const Decimal& b)
{
    const bool aNegative = a.m_negative && !a.m_digits.empty();
    const bool bNegative = b.m_negative && !b.m_digits.empty();
    if (aNegative != bNegative)
        return bNegative <=> aNegative;
    return aNegative ? b.compareSize(a) : a.compareSize(b);
}

} // namespace auditlens
