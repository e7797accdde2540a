// SPDX-License-Identifier: MIT
#pragma once

#include "ledger/verifyledger.h"

#include <QStringList>

namespace auditlens {

/// What verifyLedger() found, in whole sentences: what does not verify and what was torn by their lines, then how many
/// entries there are.
QStringList ledgerSentences(const LedgerReport& report);
/// One sentence for the whole ledger.
QString ledgerVerdict(const LedgerReport& report);

} // namespace auditlens
