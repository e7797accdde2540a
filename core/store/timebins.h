// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"

#include <QTimeZone>

#include <cstddef>
#include <vector>

namespace auditlens {

enum class BinSize { Auto, Hour, Day };

/// Edges of bins that cover first <= time <= last. Days begin at midnight of the zone and are 23 or 25 hours long
/// where its clocks change; hours begin at full hours of the zone. Auto takes the smallest of 1, 5 and 15 minutes,
/// 1 and 6 hours, a day, a week and 30 days that needs at most `mostBins`. Empty when a fixed size needs more than
/// `mostBins`, or when there is no stretch of time.
std::vector<Nanoseconds> binEdges(Nanoseconds first, Nanoseconds last, BinSize size, const QTimeZone& zone, std::size_t mostBins);

} // namespace auditlens
