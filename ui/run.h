// SPDX-License-Identifier: MIT
#pragma once

#include "formats/registry.h"

#include <QString>
#include <QStringList>

#include <memory>

class QApplication;

namespace auditlens {

struct WindowOptions
{
    std::shared_ptr<const FormatRegistry> formats; ///< Made by the composition root.
    QString walkthrough; ///< Folder for pictures: walk through the window, save them there and leave.
    QString demo; ///< The bundled demo archive; empty when there is none.
};

/// The folder of a person's own mapping profiles; the composition root adds them to the registry.
QString userProfileFolder();
/// The demo archive beside the program, in the build tree or installed; empty when there is none.
QString bundledDemo();

/// Shows the window on the given files and runs until it is closed. The exit code of the process.
int runWindow(QApplication& app, const QStringList& paths, const WindowOptions& options);

} // namespace auditlens
