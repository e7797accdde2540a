// SPDX-License-Identifier: MIT
#pragma once

#include "backends/descriptor.h"

namespace auditlens {

/// Grafana Loki with the events of Redacto's Audit Log Kit: query_range, LogQL, labels and structured metadata apart.
/// Grafana Loki HTTP API, "Query logs within a range of time"; of Loki 2.9 and later.
BackendDescriptor lokiDescriptor();

} // namespace auditlens
