// SPDX-License-Identifier: MIT
#pragma once

#include "backends/descriptor.h"

namespace auditlens {

/// A log group of Amazon CloudWatch Logs with the messages of Django Audit Logger. Amazon CloudWatch Logs API
/// Reference, version 2014-03-28.
BackendDescriptor cloudWatchDescriptor();

} // namespace auditlens
