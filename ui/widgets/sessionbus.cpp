// SPDX-License-Identifier: MIT
#include "widgets/sessionbus.h"

#include <QFileInfo>
#include <QString>

namespace auditlens {

bool isSessionBusThere()
{
    return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS") || QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus"));
}

} // namespace auditlens
