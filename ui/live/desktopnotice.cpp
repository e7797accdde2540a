// SPDX-License-Identifier: MIT
#include "live/desktopnotice.h"

#include "widgets/sessionbus.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCall>
#include <QStringList>
#include <QVariantMap>

namespace auditlens {

void showDesktopNotice(const QString& title, const QString& text)
{
    if (!isSessionBusThere())
        return;
    QDBusMessage call = QDBusMessage::createMethodCall(QStringLiteral("org.freedesktop.Notifications"), QStringLiteral("/org/freedesktop/Notifications"),
        QStringLiteral("org.freedesktop.Notifications"), QStringLiteral("Notify"));
    // The text may be markup there.
    call << QStringLiteral("AuditLens") << 0u << QStringLiteral("org.auditlens.AuditLens") << title << text.toHtmlEscaped() << QStringList() << QVariantMap() << -1;
    QDBusConnection::sessionBus().asyncCall(call);
}

} // namespace auditlens
