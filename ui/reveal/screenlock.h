// SPDX-License-Identifier: MIT
#pragma once

#include <QObject>

namespace auditlens {

/// Says when the screen is locked, where the desktop tells it on the session bus: org.freedesktop.ScreenSaver (KDE and
/// others) and org.gnome.ScreenSaver. Without a bus, and on other systems, it says nothing.
class ScreenLock : public QObject
{
    Q_OBJECT

public:
    explicit ScreenLock(QObject* parent = nullptr);

Q_SIGNALS:
    void locked();

private Q_SLOTS:
    void activeChanged(bool active);
};

} // namespace auditlens
