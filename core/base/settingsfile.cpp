// SPDX-License-Identifier: MIT
#include "base/settingsfile.h"

#include <QSettings>

namespace auditlens {

QString settingsFile()
{
    const QString name = QStringLiteral("AuditLens");
    return QSettings(QSettings::IniFormat, QSettings::UserScope, name, name).fileName();
}

} // namespace auditlens
