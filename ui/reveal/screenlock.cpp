// SPDX-License-Identifier: MIT
#include "reveal/screenlock.h"

#include "widgets/sessionbus.h"

#include <QDBusConnection>

namespace auditlens {

ScreenLock::ScreenLock(QObject* parent) : QObject(parent)
{
    if (!isSessionBusThere())
        return;
    QDBusConnection bus = QDBusConnection::sessionBus();
    const std::pair<const char*, const char*> savers[] = {{"org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"},
        {"org.freedesktop.ScreenSaver", "/ScreenSaver"}, {"org.gnome.ScreenSaver", "/org/gnome/ScreenSaver"}};
    for (const auto& [name, path] : savers) {
        bus.connect({}, QString::fromLatin1(path), QString::fromLatin1(name), QStringLiteral("ActiveChanged"), this,
            SLOT(activeChanged(bool)));
    }
}

void ScreenLock::activeChanged(bool active)
{
    if (active)
        Q_EMIT locked();
}

} // namespace auditlens
