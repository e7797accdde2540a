// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"

#include <QTimeZone>

#include <cstdint>
#include <memory>
#include <vector>

namespace auditlens {

/// A zone's clock as a list of its changes, for asking millions of times of day. Immutable, any thread.
class ZoneClock
{
public:
    explicit ZoneClock(const QTimeZone& zone);

    /// The interval found last; times that are near each other are found at once. One per loop.
    struct Hint
    {
        std::size_t interval = 0;
    };
    int hour(Nanoseconds time, Hint& hint) const; ///< 0 to 23
    int weekday(Nanoseconds time, Hint& hint) const; ///< 0 is Monday

private:
    std::int64_t localSecond(Nanoseconds time, Hint& hint) const;
    int offset(Nanoseconds time, Hint& hint) const;

    QTimeZone m_zone;
    std::vector<Nanoseconds> m_begins; ///< Ascending; the first is the beginning of time.
    std::vector<int> m_offsets; ///< Seconds east of UTC.
};

/// The hours or weekdays a term accepts, by the clock of one zone.
struct ClockTest
{
    enum class Unit : std::uint8_t { Hour, Weekday };
    Unit unit = Unit::Hour;
    std::uint32_t accepted = 0; ///< Bit per hour or weekday.
    std::shared_ptr<const ZoneClock> clock;

    bool accepts(Nanoseconds time, ZoneClock::Hint& hint) const;
};

} // namespace auditlens
