// SPDX-License-Identifier: MIT
#pragma once

#include "seal/checkseal.h"
#include "widgets/statuschip.h"

namespace auditlens {

/// In the status line: whether the archive is as it was sealed. Hidden where there is no seal; a click says the rest.
class SealChip : public StatusChip
{
    Q_OBJECT

public:
    using StatusChip::StatusChip;

    void setReport(const SealReport& report);
    /// A large archive takes a while.
    void setChecking();
    void clear();
};

} // namespace auditlens
