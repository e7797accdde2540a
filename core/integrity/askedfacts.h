// SPDX-License-Identifier: MIT
#pragma once

#include "integrity/integrityreport.h"
#include "store/rowfacts.h"

namespace auditlens {

/// What a check found out, as a query can ask for it. Not of one that was cancelled: the rest would look well.
CheckedRows checkedRows(const SignatureReport& report);
CheckedRows checkedRows(const ContinuityReport& report);
CheckedRows checkedRows(const ClockReport& report);

/// What is known from a report about its archive; nothing when it was cancelled.
std::shared_ptr<const RowFacts> rowFacts(const IntegrityReport& report, std::shared_ptr<const Archive> archive);

} // namespace auditlens
