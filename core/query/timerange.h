// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "event/event.h"

#include <QString>
#include <QTimeZone>

#include <limits>

namespace auditlens {

/// A clock and a zone to read typed times with; injected so that "yesterday" can be tested.
struct TimeContext
{
    QTimeZone zone = QTimeZone::utc();
    Nanoseconds now = 0;

    static TimeContext current(const QTimeZone& zone);
};

/// What a typed time covers: "2025-03" is a whole month, "2025-03-01T12:00" an instant (begin == end).
struct TimeSpan
{
    Nanoseconds begin = 0;
    Nanoseconds end = 0;

    bool isInstant() const { return begin == end; }
    Nanoseconds lastMoment() const { return isInstant() ? begin : end - 1; }
    friend bool operator==(const TimeSpan&, const TimeSpan&) = default;
};

/// begin <= time < end.
struct TimeRange
{
    Nanoseconds begin = std::numeric_limits<Nanoseconds>::min();
    Nanoseconds end = std::numeric_limits<Nanoseconds>::max();

    bool contains(Nanoseconds time) const { return begin <= time && time < end; }
    bool isUnbounded() const { return *this == TimeRange(); }
    friend bool operator==(const TimeRange&, const TimeRange&) = default;
};

/// Reads what people type for a time: "2025", "2025-03", "2025-03-01", "2025-03-01 12:30", "2025-03-01T12:30:05.123Z",
/// "…+02:00", seconds or milliseconds since 1970, "now", "today", "yesterday", "this week", "last month", "-7d",
/// "now-15m". Without a zone of its own the text is read in the context's zone. Weeks begin on Monday.
Result<TimeSpan> parseTime(const QString& text, const TimeContext& context);

/// The range from the beginning of `from` to the end of what `to` covers: "2025-03" to "2025-03" is all of March,
/// while a `to` with a time of day ends at that instant. Empty text leaves that side open.
Result<TimeRange> parseRange(const QString& from, const QString& to, const TimeContext& context);

} // namespace auditlens
