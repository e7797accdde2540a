// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"

#include <string_view>

namespace auditlens {

/// When an id was made, of the kinds that say it: UUID versions 1, 6 and 7 (RFC 9562), MongoDB's ObjectId (24 hex digits,
/// of which the first eight are seconds), ULID (26 letters of Crockford's base 32, of which the first ten are
/// milliseconds). noTime for every other id, and for times outside of 1990 to 2100: that text only looks like such an id.
Nanoseconds timeOfId(std::string_view id);

} // namespace auditlens
