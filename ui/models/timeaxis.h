// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"

#include <QString>
#include <QTimeZone>

#include <cstddef>
#include <vector>

namespace auditlens {

/// A label of an axis of time.
struct TimeTick
{
    Nanoseconds at = 0;
    QString text;
    friend bool operator==(const TimeTick&, const TimeTick&) = default;
};

/// Labels at round times of the zone within first <= time <= last, at most about `most` of them: minutes, hours, days
/// of the month, months or years. A time of day that the zone's clocks skip has no label.
std::vector<TimeTick> timeTicks(Nanoseconds first, Nanoseconds last, const QTimeZone& zone, std::size_t most);

/// begin <= time < end in words: "24 March 2026", "1 to 5 March 2026", "24 March 2026, 14:00 to 15:00".
QString periodText(Nanoseconds begin, Nanoseconds end, const QTimeZone& zone);

} // namespace auditlens
