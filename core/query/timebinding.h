// SPDX-License-Identifier: MIT
#pragma once

#include "query/timerange.h"
#include "query/valuebinding.h"

#include <memory>

namespace auditlens {

/// after:, before:, on: and time:
bool isTimeWord(const QString& field);
/// A Field::Time node for one of them.
BoundTerm bindTime(const QueryNode& term, const TimeContext& context);

/// hour: and weekday: by the clock of the zone that is shown.
BoundTerm bindClock(const QueryNode& term, ClockTest::Unit unit, const std::shared_ptr<const ZoneClock>& clock);

} // namespace auditlens
