// SPDX-License-Identifier: MIT
#pragma once

#include "integrity/integrityreport.h"

#include <QStringList>

namespace auditlens {

bool contains(const RowSet& rows, Row row);
/// Whether a clock of the event does not fit, also where that is not listed.
bool isClockFound(const ClockReport& report, Row row);

/// What a check found at an event, a word or two for each kind: "signature", "broken link", "clock". From the sets of
/// rows, so that also what is not listed is told; quick enough to be asked for every row that is painted.
QStringList rowMarks(const IntegrityReport& report, Row row);

} // namespace auditlens
