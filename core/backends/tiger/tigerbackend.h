// SPDX-License-Identifier: MIT
#pragma once

#include "backends/descriptor.h"

namespace auditlens {

/// The REST list of tiger_audit_trail: 50 events a page, newest first, without any filter.
BackendDescriptor tigerDescriptor();

} // namespace auditlens
