// SPDX-License-Identifier: MIT
#include "formats/auditframework/auditframeworkformat.h"
#include "formats/auditlogger/auditloggerformat.h"
#include "formats/loki/lokiformat.h"
#include "formats/redacto/redactoformat.h"
#include "formats/registry.h"
#include "formats/santura/santuraformat.h"
#include "formats/tiger/tigerformat.h"

namespace auditlens {

void addBuiltinFormats(FormatRegistry& registry)
{
    registry.add(std::make_unique<TigerFormat>());
    registry.add(std::make_unique<SanturaFormat>());
    registry.add(std::make_unique<AuditLoggerFormat>());
    registry.add(std::make_unique<AuditFrameworkFormat>());
    registry.add(std::make_unique<RedactoFormat>());
    registry.add(std::make_unique<LokiFormat>());
}

} // namespace auditlens
