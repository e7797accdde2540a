// SPDX-License-Identifier: MIT
#include "backends/descriptor.h"
#include "backends/loki/lokibackend.h"

namespace auditlens {

const std::vector<BackendDescriptor>& builtinBackends()
{
    static const std::vector<BackendDescriptor> all {
        lokiDescriptor(),
    };
    return all;
}

} // namespace auditlens
