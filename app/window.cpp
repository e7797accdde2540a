// SPDX-License-Identifier: MIT
#include "window.h"

#include "formats.h"
#include "run.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLoggingCategory>

namespace auditlens {

int openWindow(QApplication& application)
{
    QCommandLineParser parser;
    // A developer's option: a walk through the window that leaves pictures behind (scripts/run without a display).
    QCommandLineOption walkthrough(QStringLiteral("walkthrough"), {}, QStringLiteral("folder"));
    walkthrough.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOption(walkthrough);
    parser.addPositionalArgument(QStringLiteral("files"), QCoreApplication::translate("auditlens::Window", "Files to open."));
    if (!parser.parse(application.arguments())) {
        qCritical("%s", qPrintable(parser.errorText()));
        return 2;
    }
    std::vector<Error> problems;
    WindowOptions options;
    options.formats = makeFormats(problems);
    for (const Error& problem : problems)
        qWarning("%s", qPrintable(problem.oneLine()));
    options.walkthrough = parser.value(walkthrough);
    return runWindow(application, parser.positionalArguments(), options);
}

} // namespace auditlens
