// SPDX-License-Identifier: MIT
#pragma once

#include <QStringList>

namespace auditlens {

/// True when the words (without the program's name) ask for a command or for help: then no display is needed.
/// A word that is neither a file nor an option is taken for a mistyped command.
bool isCommandLine(const QStringList& words);
/// Runs the command and gives the exit code. Needs a QCoreApplication.
int runCommandLine(const QStringList& words);

} // namespace auditlens
