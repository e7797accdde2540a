// SPDX-License-Identifier: MIT
#pragma once

#include "connections/connection.h"

#include <string>

namespace auditlens {

/// The scope of a connection in its archive, see SyncedSource; empty for a kind of source that is not known.
std::string scopeOf(const Connection& connection);

} // namespace auditlens
