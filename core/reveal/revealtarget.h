// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "event/event.h"
#include "ledger/ledgerline.h"

#include <string>

namespace auditlens {

/// Which masked value is meant, as the ledger names it. All texts are UTF-8.
struct RevealTarget
{
    std::string archive; ///< File name without its folder.
    std::string archiveId;
    std::string event;
    std::string field;
    LedgerPosition position = LedgerPosition::After;
    friend bool operator==(const RevealTarget&, const RevealTarget&) = default;
};

/// The side of the change of that field; an Error names the masked fields that the event has.
Result<Value> valueAt(const AuditEvent& event, const RevealTarget& target);

} // namespace auditlens
