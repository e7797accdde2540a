// SPDX-License-Identifier: MIT
#include "store/unfinished.h"

#include "store/database.h"
#include "store/sealmark.h"

#include <QFileInfo>

namespace auditlens {

namespace {

bool isSealed(const QString& archive)
{
    const auto database = Database::open(archive, Database::Mode::Immutable);
    if (!database)
        return false;
    const auto mark = sealMark(**database);
    const auto twin = hasTwinTable(**database);
    return (mark && !mark->empty()) || (twin && *twin);
}

} // namespace

void takeBackUnfinished(const QString& archive)
{
    if (QFileInfo(archive + QStringLiteral("-journal")).size() == 0 || isSealed(archive))
        return;
    // The first look does it. Where it cannot, the reader's own first look says why.
    if (const auto database = Database::open(archive, Database::Mode::ReadWrite))
        static_cast<void>((*database)->number("SELECT count(*) FROM sqlite_master").ok());
}

} // namespace auditlens
