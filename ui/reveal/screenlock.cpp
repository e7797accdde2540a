// SPDX-License-Identifier: MIT
#include "reveal/screenlock.h"

#include <QDBusConnection>
#include <QFileInfo>

namespace auditlens {

namespace {

    // Without one the library would start a bus of its own.
    bool isBusThere()
    {
        return qEnvironmentVariableIsSet("DBUS_SESSION_BUS_ADDRESS")
            || QFileInfo::exists(qEnvironmentVariable("XDG_RUNTIME_DIR") + QStringLiteral("/bus"));
    }

} // namespace

ScreenLock::ScreenLock(QObject* parent) : QObject(parent)
{
    if (!isBusThere())
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
