// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"
#include "json/document.h"

#include <string_view>

namespace auditlens {

/// What a number means as a time. Auto goes by magnitude: below 10^11 seconds, 10^14 milliseconds, 10^17
/// microseconds, else nanoseconds. So seconds reach the year 5138 and no millisecond since 1973 is mistaken.
enum class EpochUnit : std::uint8_t { Auto, Seconds, Milliseconds, Microseconds, Nanoseconds };

/// How a time is written where the text alone does not say. The views must outlive the call.
struct TimeRules
{
    std::string_view zone = "UTC"; ///< IANA name, for times without a zone; an unknown name counts as UTC.
    std::string_view pattern; ///< Tried first when not empty, see patterntime.h.
    EpochUnit epoch = EpochUnit::Auto;
};

/// Reads, in this order: the pattern, ISO 8601 and what Python's str(datetime) makes of it, numbers, .NET's
/// "/Date(1728364117000)/", and the dates of HTTP and e-mail ("Tue, 08 Oct 2024 05:08:37 GMT").
///
/// Everything else, and everything outside of 64-bit nanoseconds, has TimeOrigin::Missing. A leap second (":60")
/// is the following second; "24:00:00" is the following midnight; digits after the ninth of a fraction are cut.
/// A time without zone is TimeOrigin::ZoneAssumed; see localzone.h for hours that a clock change skips or repeats.
EventTime parseTime(std::string_view text, const TimeRules& rules);

/// The same for a JSON string or number, and for MongoDB Extended JSON: {"$date": …}, {"$numberLong": …}.
EventTime parseTime(json::Value value, const TimeRules& rules);

/// For sources that always write UTC and leave the zone out: then a time without zone is TimeOrigin::Stated.
EventTime parseUtcTime(json::Value value);

} // namespace auditlens
