// SPDX-License-Identifier: MIT
#include "integrity/idtime.h"

#include "event/isotime.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>

namespace auditlens {

namespace {

constexpr std::int64_t nanosecondsPerMillisecond = 1'000'000;
constexpr std::uint64_t largest60Bits = (std::uint64_t(1) << 60) - 1;

bool isHexDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

std::optional<std::uint64_t> hexNumber(std::string_view digits)
{
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
    const bool all = error == std::errc() && end == digits.data() + digits.size();
    return all && std::ranges::all_of(digits, isHexDigit) ? std::optional(number) : std::nullopt;
}

Nanoseconds plausible(std::int64_t nanoseconds)
{
    const Nanoseconds from = daysFromCivil({1990, 1, 1}) * secondsPerDay * nanosecondsPerSecond;
    const Nanoseconds to = daysFromCivil({2100, 1, 1}) * secondsPerDay * nanosecondsPerSecond;
    return nanoseconds >= from && nanoseconds < to ? nanoseconds : noTime;
}

Nanoseconds timeOfMilliseconds(std::uint64_t milliseconds)
{
    constexpr std::uint64_t most = std::uint64_t(std::numeric_limits<std::int64_t>::max()) / nanosecondsPerMillisecond;
    return milliseconds > most ? noTime : plausible(std::int64_t(milliseconds) * nanosecondsPerMillisecond);
}

/// Steps of 100 ns since 15 October 1582.
Nanoseconds timeOfGregorianSteps(std::uint64_t steps)
{
    constexpr std::int64_t stepsUntil1970 = 0x01b21dd213814000;
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / 100;
    const std::int64_t since1970 = std::int64_t(std::min(steps, largest60Bits)) - stepsUntil1970;
    return since1970 < 0 || since1970 > most ? noTime : plausible(since1970 * 100);
}

Nanoseconds timeOfUuid(std::string_view id)
{
    if (id[8] != '-' || id[13] != '-' || id[18] != '-' || id[23] != '-' || std::string_view("89abAB").find(id[19]) == std::string_view::npos)
        return noTime;
    const auto first = hexNumber(id.substr(0, 8));
    const auto second = hexNumber(id.substr(9, 4));
    const auto third = hexNumber(id.substr(15, 3));
    if (!first || !second || !third || !hexNumber(id.substr(19, 4)) || !hexNumber(id.substr(24)))
        return noTime;
    switch (id[14]) {
    case '1':
        return timeOfGregorianSteps(*third << 48 | *second << 32 | *first);
    case '6':
        return timeOfGregorianSteps(*first << 28 | *second << 12 | *third);
    case '7':
        return timeOfMilliseconds(*first << 16 | *second);
    default:
        return noTime;
    }
}

Nanoseconds timeOfObjectId(std::string_view id)
{
    const auto seconds = hexNumber(id.substr(0, 8));
    if (!seconds || !hexNumber(id.substr(8, 16)))
        return noTime;
    return plausible(std::int64_t(*seconds) * nanosecondsPerSecond);
}

Nanoseconds timeOfUlid(std::string_view id)
{
    constexpr std::string_view digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    std::uint64_t milliseconds = 0;
    for (std::size_t i = 0; i < id.size(); ++i) {
        const std::size_t digit = digits.find(id[i]);
        if (digit == std::string_view::npos)
            return noTime;
        if (i < 10)
            milliseconds = milliseconds << 5 | digit;
    }
    return id[0] > '7' ? noTime : timeOfMilliseconds(milliseconds);
}

} // namespace

Nanoseconds timeOfId(std::string_view id)
{
    constexpr std::size_t uuidSize = 36;
    constexpr std::size_t objectIdSize = 24;
    constexpr std::size_t ulidSize = 26;
    switch (id.size()) {
    case uuidSize:
        return timeOfUuid(id);
    case objectIdSize:
        return timeOfObjectId(id);
    case ulidSize:
        return timeOfUlid(id);
    default:
        return noTime;
    }
}

} // namespace auditlens
