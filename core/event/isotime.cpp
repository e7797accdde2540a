// SPDX-License-Identifier: MIT
#include "event/isotime.h"

#include <algorithm>

namespace auditlens {

namespace {

constexpr std::int64_t daysPerEra = 146'097;
constexpr std::int64_t daysToEpoch = 719'468; // from 0000-03-01

void appendDigits(std::string& out, std::uint64_t number, unsigned width)
{
    char digits[20];
    for (unsigned i = width; i-- > 0; number /= 10)
        digits[i] = char('0' + number % 10);
    out.append(digits, width);
}

} // namespace

std::int64_t daysFromCivil(CivilDate date)
{
    const std::int64_t year = date.year - (date.month <= 2);
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const std::int64_t yearOfEra = year - era * 400;
    const std::int64_t dayOfYear = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1;
    const std::int64_t dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
    return era * daysPerEra + dayOfEra - daysToEpoch;
}

CivilDate civilFromDays(std::int64_t days)
{
    days += daysToEpoch;
    const std::int64_t era = (days >= 0 ? days : days - daysPerEra + 1) / daysPerEra;
    const std::int64_t dayOfEra = days - era * daysPerEra;
    const std::int64_t yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365;
    const std::int64_t dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    const std::int64_t shifted = (5 * dayOfYear + 2) / 153; // March is 0
    const auto month = unsigned(shifted < 10 ? shifted + 3 : shifted - 9);
    return {yearOfEra + era * 400 + (month <= 2), month, unsigned(dayOfYear - (153 * shifted + 2) / 5 + 1)};
}

unsigned daysInMonth(std::int64_t year, unsigned month)
{
    constexpr unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return days[month - 1] + (month == 2 && leap);
}

void appendIsoUtc(std::string& out, Nanoseconds time, unsigned fractionDigits)
{
    if (time == noTime)
        return;
    std::int64_t seconds = time / nanosecondsPerSecond;
    std::int64_t fraction = time % nanosecondsPerSecond;
    if (fraction < 0) {
        fraction += nanosecondsPerSecond;
        --seconds;
    }
    std::int64_t days = seconds / secondsPerDay;
    std::int64_t second = seconds % secondsPerDay;
    if (second < 0) {
        second += secondsPerDay;
        --days;
    }
    const CivilDate date = civilFromDays(days);
    appendDigits(out, std::uint64_t(date.year), 4);
    appendDigits(out += '-', date.month, 2);
    appendDigits(out += '-', date.day, 2);
    appendDigits(out += 'T', std::uint64_t(second / 3600), 2);
    appendDigits(out += ':', std::uint64_t(second / 60 % 60), 2);
    appendDigits(out += ':', std::uint64_t(second % 60), 2);
    if (fractionDigits > 0) {
        const unsigned digits = std::min(fractionDigits, 9u);
        for (unsigned i = digits; i < 9; ++i)
            fraction /= 10;
        appendDigits(out += '.', std::uint64_t(fraction), digits);
    }
    out += 'Z';
}

} // namespace auditlens
