// SPDX-License-Identifier: MIT
#pragma once

#include "backends/pushdown.h"

namespace auditlens {

/// The value of "action__contains", which is a regular expression without case; the service has one condition on
/// actions and no other that compares as loosely as a query does. Empty when there is none.
PushedQuery compileForSantura(const BoundQuery& query);

} // namespace auditlens
