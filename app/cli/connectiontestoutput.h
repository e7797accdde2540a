// SPDX-License-Identifier: MIT
#pragma once

#include "cli/console.h"
#include "connections/connectionfields.h"

namespace auditlens {

/// Asks the service and prints each step: well, failed with the reason and what to do, or not known behind that. The
/// exit code.
int testAndTell(const Connection& connection, const GivenSecrets& secrets, bool json, Console& console);

} // namespace auditlens
