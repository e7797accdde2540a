// SPDX-License-Identifier: MIT
#pragma once

#include "ledger/ledgerline.h"

#include <string>

namespace auditlens {

/// How much of a value somebody asks for, and why. UTF-8.
struct RevealAsk
{
    LedgerStep step = LedgerStep::Full;
    std::string reason;
    std::string caseName;
    friend bool operator==(const RevealAsk&, const RevealAsk&) = default;
};

} // namespace auditlens
