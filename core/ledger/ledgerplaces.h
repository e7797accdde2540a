// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace auditlens {

/// The files of one person's ledger.
struct LedgerPlaces
{
    QString ledger; ///< ledger.jsonl
    QString keyFile; ///< ledger-key.pem: the signing key, on a machine without a keychain.
    QString publicKey; ///< ledger-public.pem: what it is verified with.

    static LedgerPlaces in(const QString& folder);
    /// In the data folder of whoever runs this.
    static LedgerPlaces ofThisUser();
    /// Whether this is the ledger itself, however its path is written.
    bool isLedger(const QString& path) const;
};

} // namespace auditlens
