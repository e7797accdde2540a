// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

namespace auditlens {

/// What a service said of itself.
struct ProbeReport
{
    QString version; ///< Of the service, where it says.
    QStringList notes; ///< Whole sentences a person should know.
    QStringList claims; ///< Roles and permissions that the credentials, which were accepted, name.
};

} // namespace auditlens
