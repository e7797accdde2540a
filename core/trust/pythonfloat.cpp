// SPDX-License-Identifier: MIT
#include "trust/pythonfloat.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <iterator>
#include <limits>

namespace auditlens {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Whether a number outside the range of doubles is too large and not too small: the power of ten of its first digit
/// that is not 0 says so, where the exponent can be read at all.
bool isHuge(std::string_view lexeme)
{
    const std::size_t e = lexeme.find_first_of("eE");
    const std::string_view mantissa = lexeme.substr(0, e);
    const std::size_t first = mantissa.find_first_of("123456789");
    if (first == std::string_view::npos)
        return false;
    long long exponent = 0;
    if (e != std::string_view::npos) {
        const std::string_view digits = lexeme.substr(lexeme[e + 1] == '+' ? e + 2 : e + 1);
        if (std::from_chars(digits.data(), digits.data() + digits.size(), exponent).ec != std::errc())
            return digits.front() != '-';
    }
    constexpr long long beyondAll = 1'000'000'000'000'000;
    const auto point = static_cast<long long>(std::min(mantissa.find('.'), mantissa.size()));
    return std::clamp(exponent, -beyondAll, beyondAll) + point > static_cast<long long>(first);
}

/// Digits without a point, and the power of ten that the first of them stands for.
struct Shortest
{
    std::string digits;
    int exponent = 0;
};

Shortest shortest(double positive)
{
    std::array<char, 32> text {}; // "d.ddde-308", 24 characters at most
    const char* end = std::to_chars(text.begin(), text.end(), positive, std::chars_format::scientific).ptr;
    const char* e = std::find(text.cbegin(), end, 'e');
    Shortest number;
    std::from_chars(e[1] == '+' ? e + 2 : e + 1, end, number.exponent);
    std::copy_if(text.cbegin(), e, std::back_inserter(number.digits), isDigit);
    return number;
}

void appendExponent(std::string& out, const Shortest& number)
{
    out += number.digits.front();
    if (number.digits.size() > 1)
        out.append(1, '.').append(number.digits, 1);
    out += number.exponent < 0 ? "e-" : "e+";
    const int size = std::abs(number.exponent);
    if (size < 10)
        out += '0';
    out += std::to_string(size);
}

void appendPlain(std::string& out, const Shortest& number)
{
    const auto whole = std::size_t(std::max(number.exponent + 1, 0));
    const std::string& digits = number.digits;
    if (whole == 0) {
        out.append("0.").append(std::size_t(-number.exponent - 1), '0').append(digits);
    } else if (whole >= digits.size()) {
        out.append(digits).append(whole - digits.size(), '0').append(".0");
    } else {
        out.append(digits, 0, whole).append(1, '.').append(digits, whole);
    }
}

} // namespace

double pythonFloat(std::string_view lexeme)
{
    // GCC 12 leaves the number alone when it is out of range.
    double number = 0;
    if (std::from_chars(lexeme.data(), lexeme.data() + lexeme.size(), number).ec != std::errc::result_out_of_range)
        return number;
    const double size = isHuge(lexeme) ? std::numeric_limits<double>::infinity() : 0.0;
    return lexeme.front() == '-' ? -size : size;
}

void appendPythonFloat(std::string& out, double number)
{
    if (std::isnan(number)) {
        out += "NaN";
        return;
    }
    if (std::signbit(number))
        out += '-';
    if (std::isinf(number)) {
        out += "Infinity";
        return;
    }
    if (number == 0) {
        out += "0.0";
        return;
    }
    const Shortest digits = shortest(std::abs(number));
    if (digits.exponent < -4 || digits.exponent >= 16)
        appendExponent(out, digits);
    else
        appendPlain(out, digits);
}

bool isPythonFloat(std::string_view text)
{
    double number = 0;
    const char* end = text.data() + text.size();
    const auto isNumberPart = [](char c) { return isDigit(c) || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E'; };
    return std::ranges::all_of(text, isNumberPart) && std::from_chars(text.data(), end, number).ptr == end && !text.empty();
}

} // namespace auditlens
