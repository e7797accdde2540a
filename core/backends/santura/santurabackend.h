// SPDX-License-Identifier: MIT
#pragma once

#include "backends/descriptor.h"

namespace auditlens {

/// santura AuditTrail: its list, its export, or the newest hundred entries by GraphQL. The first two leave out entries
/// whose signature fails and do not say so; the third leaves out nothing.
BackendDescriptor santuraDescriptor();

} // namespace auditlens
