// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"

#include <string_view>

namespace auditlens {

/// Reads a time written by a pattern, as mapping profiles give it: "d/M/yyyy HH:mm", "M/d/yyyy h:mm:ss tt".
///
///   d dd      day of the month            H HH   hour 0 to 23       f F S   fraction of the second, all digits
///   ddd dddd  name of the day, skipped    h hh   hour 1 to 12       t a     AM or PM
///   M MM      month                       m mm   minute             z Z X K offset or zone: Z, UTC, +02:00, +0200
///   MMM MMMM  English name of the month   s ss   second
///   yy yyyy   year; yy is 1970 to 2069    'text' as it stands; every other character stands for itself
///
/// One letter allows one or two digits. A space matches any run of spaces, also U+00A0 and U+202F. The whole text
/// must be used up.
EventTime parsePatternTime(std::string_view text, std::string_view pattern, std::string_view zone);

} // namespace auditlens
