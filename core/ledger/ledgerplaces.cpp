// SPDX-License-Identifier: MIT
#include "ledger/ledgerplaces.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace auditlens {

LedgerPlaces LedgerPlaces::in(const QString& folder)
{
    const QDir dir(folder);
    return {dir.filePath(QStringLiteral("ledger.jsonl")), dir.filePath(QStringLiteral("ledger-key.pem")),
        dir.filePath(QStringLiteral("ledger-public.pem"))};
}

LedgerPlaces LedgerPlaces::ofThisUser()
{
    return in(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation));
}

bool LedgerPlaces::isLedger(const QString& path) const
{
    const QFileInfo asked(path);
    const QFileInfo own(ledger);
    return QDir::cleanPath(asked.absoluteFilePath()) == QDir::cleanPath(own.absoluteFilePath())
        || (asked.exists() && asked.canonicalFilePath() == own.canonicalFilePath());
}

} // namespace auditlens
