// SPDX-License-Identifier: MIT
#pragma once

#include "cli/console.h"
#include "ledger/ledger.h"

#include <QString>

namespace auditlens {

/// The person's own ledger: ledger.jsonl in the data folder. Its signing key is ledger-key.pem there, and the key to
/// verify it with ledger-public.pem; both are made, and told, at the first use.
QString ownLedgerPath();

/// A ledger, signed with the person's own key.
Result<Ledger> openLedger(const QString& path, Console& console);

} // namespace auditlens
