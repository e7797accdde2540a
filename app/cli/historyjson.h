// SPDX-License-Identifier: MIT
#pragma once

#include "history/entityhistory.h"

#include <string>

namespace auditlens {

/// What `history --json` prints: the events and breaks of the object, or what its fields were. Without a line feed.
std::string timelineJson(const EntityHistory& history, const std::vector<StoredSource>& sources);
std::string stateJson(const EntityHistory& history, const EntityState& state, Nanoseconds moment);

} // namespace auditlens
