// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

namespace auditlens {

/// The file of this person's settings, for the window and the command line: QSettings::IniFormat.
QString settingsFile();

} // namespace auditlens
