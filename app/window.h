// SPDX-License-Identifier: MIT
#pragma once

class QApplication;

namespace auditlens {

/// Shows the main window with the files named on the command line and runs until it is closed.
int openWindow(QApplication& application);

} // namespace auditlens
