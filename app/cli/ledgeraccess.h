// SPDX-License-Identifier: MIT
#pragma once

#include "cli/console.h"
#include "ledger/ledgerplaces.h"
#include "secrets/ledgerkeeper.h"

#include <QString>

namespace auditlens {

/// The ledger that a command works with, and who keeps its signing key and its last entry (secrets/ledgerkeeper.h). The
/// last entry is kept of the person's own ledger only.
class LedgerAccess
{
public:
    /// The settings outlive this. `path` may be empty: the person's own ledger.
    LedgerAccess(QSettings* settings, std::shared_ptr<SecretStore> store, const QString& path);

    const QString& path() const { return m_path; }
    bool isOwn() const { return m_places.isLedger(m_path); }
    /// The first use makes the signing key; where it is, and what to keep, is told.
    Result<Ledger> open(Console& console);
    /// After an entry. What stands in the way is told, and stops nothing: the entry is written.
    void keepTail(const LedgerTail& tail, Console& console);
    /// The signing key of this person, and of the own ledger its last entry; nothing where no key was made yet.
    Result<std::optional<LedgerKey>> find(const Console& console);

private:
    LedgerPlaces m_places = LedgerPlaces::ofThisUser();
    QString m_path;
    LedgerKeeper m_keeper;
};

} // namespace auditlens
