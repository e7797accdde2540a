// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

class QApplication;

namespace auditlens {

/// Whether a window can be tried: Qt ends the process without a word to a person when there is no display at all.
bool hasDisplay(const QStringList& words);
/// Says that there is no display and what to do. The exit code of the process; needs a QCoreApplication.
int refuseWindow();

/// Shows the main window with the files named on the command line and runs until it is closed.
int openWindow(QApplication& application);

} // namespace auditlens
