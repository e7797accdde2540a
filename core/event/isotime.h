// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"

#include <string>

namespace auditlens {

constexpr Nanoseconds nanosecondsPerSecond = 1'000'000'000;
constexpr std::int64_t secondsPerDay = 86'400;

/// A day of the proleptic Gregorian calendar.
struct CivilDate
{
    std::int64_t year = 1970;
    unsigned month = 1; ///< 1 to 12
    unsigned day = 1; ///< 1 to 31
    friend bool operator==(const CivilDate&, const CivilDate&) = default;
};

/// Days since 1970-01-01, and back (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
std::int64_t daysFromCivil(CivilDate date);
CivilDate civilFromDays(std::int64_t days);
unsigned daysInMonth(std::int64_t year, unsigned month);

/// Appends "2025-12-03T15:04:05.123456Z" with that many digits of the fraction (0 to 9); nothing for noTime.
void appendIsoUtc(std::string& out, Nanoseconds time, unsigned fractionDigits);

} // namespace auditlens
