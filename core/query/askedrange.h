// SPDX-License-Identifier: MIT
#pragma once

#include "query/timerange.h"

namespace auditlens {

/// A range of time as it was asked for, so that what is relative stays relative. Either `from` and `to` as
/// parseRange() reads them, or `newest`: a length ("7d", "30d", "12h") counted back from the newest event.
struct AskedRange
{
    QString from;
    QString to;
    QString newest;

    /// The same range for ever, in UTC.
    static AskedRange fixed(const TimeRange& range);
    bool isUnbounded() const { return from.isEmpty() && to.isEmpty() && newest.isEmpty(); }
    friend bool operator==(const AskedRange&, const AskedRange&) = default;
};

/// What it means now. `newestEvent` is noTime where there is none; then `newest` is all time.
Result<TimeRange> rangeOf(const AskedRange& asked, const TimeContext& context, Nanoseconds newestEvent);

} // namespace auditlens
