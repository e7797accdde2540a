// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>

namespace auditlens {

/// Seconds since 1970 in UTC of a wall clock reading (its seconds since 1970 as if it were UTC) in an IANA zone.
/// An hour that a clock change repeats is taken the first time; a reading inside a skipped hour goes by the clock
/// before the change, so 02:30 becomes 03:30. Any thread; the last zone is remembered per thread.
std::int64_t utcFromLocal(std::int64_t localSeconds, std::string_view zone);

bool isKnownZone(std::string_view zone);

} // namespace auditlens
