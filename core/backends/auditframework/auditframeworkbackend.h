// SPDX-License-Identifier: MIT
#pragma once

#include "backends/descriptor.h"

namespace auditlens {

/// Audit Log Framework: the list of audit events of one tenant, 50 a page whatever is asked for.
BackendDescriptor auditFrameworkDescriptor();

} // namespace auditlens
