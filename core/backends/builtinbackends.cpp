// SPDX-License-Identifier: MIT
#include "backends/auditframework/auditframeworkbackend.h"
#include "backends/cloudwatch/cloudwatchbackend.h"
#include "backends/descriptor.h"
#include "backends/loki/lokibackend.h"
#include "backends/santura/santurabackend.h"
#include "backends/tiger/tigerbackend.h"

namespace auditlens {

const std::vector<BackendDescriptor>& builtinBackends()
{
    static const std::vector<BackendDescriptor> all {
        tigerDescriptor(),
        santuraDescriptor(),
        lokiDescriptor(),
        cloudWatchDescriptor(),
        auditFrameworkDescriptor(),
    };
    return all;
}

} // namespace auditlens
