// SPDX-License-Identifier: MIT
#include "base/error.h"

#include <QStringList>

namespace auditlens {

QString Error::oneLine() const
{
    QStringList parts;
    if (!where.isEmpty())
        parts << where + QLatin1Char(':');
    for (const QString& part : {what, why, help}) {
        if (!part.isEmpty())
            parts << part;
    }
    return parts.join(QLatin1Char(' '));
}

} // namespace auditlens
