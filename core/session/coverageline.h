// SPDX-License-Identifier: MIT
#pragma once

#include "integrity/integrityreport.h"
#include "store/completeness.h"

#include <optional>

namespace auditlens {

/// What the ledger of completeness says to the question whether the set is complete; nothing for a whole archive of files.
std::optional<IntegrityLine> coverageLine(const ArchiveCompleteness& known, const std::vector<StoredSource>& sources);

} // namespace auditlens
