// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace auditlens {

/// Asks the desktop to show a notice (org.freedesktop.Notifications). Returns at once; where there is no such service
/// nothing happens.
void showDesktopNotice(const QString& title, const QString& text);

} // namespace auditlens
