// SPDX-License-Identifier: MIT
#include "live/coveragechip.h"

namespace auditlens {

void CoverageChip::setCoverage(const CoverageView& ledger)
{
    const QString more = ledger.sentences().join(QLatin1Char('\n'));
    if (ledger.lines.empty() || ledger.isComplete())
        tell(ledger.words(), more);
    else
        warn(ledger.words(), more);
}

} // namespace auditlens
