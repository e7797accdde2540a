// SPDX-License-Identifier: MIT
#pragma once

#include "integrity/integrityreport.h"
#include "seal/checkseal.h"
#include "store/completeness.h"

#include <string>

namespace auditlens {

/// One object; docs/cli.md says what is in it.
std::string integrityJson(const ArchiveInfo& info, const IntegrityReport& report, const ArchiveCompleteness& known, const SealReport& seal);

} // namespace auditlens
