// SPDX-License-Identifier: MIT
#pragma once

#include "session/coverageview.h"
#include "widgets/statuschip.h"

namespace auditlens {

/// In the status line: whether the time that is shown is in the archive as its services have it. Hidden for an archive of
/// files; a click says the rest.
class CoverageChip : public StatusChip
{
    Q_OBJECT

public:
    using StatusChip::StatusChip;

    void setCoverage(const CoverageView& ledger);
};

} // namespace auditlens
