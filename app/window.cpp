// SPDX-License-Identifier: MIT
#include "window.h"

#include "cli/console.h"
#include "cli/exitcode.h"
#include "formats.h"
#include "run.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QLoggingCategory>

#include <algorithm>
#include <array>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Window)
};

} // namespace

bool hasDisplay(const QStringList& words)
{
    constexpr std::array variables = {"DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM"};
    return std::ranges::any_of(variables, [](const char* name) { return !qEnvironmentVariableIsEmpty(name); })
        || words.contains(QStringLiteral("-platform")) || words.contains(QStringLiteral("--platform"));
}

int refuseWindow()
{
    Console console;
    console.say(Error {Tr::tr("Cannot open the window."), Tr::tr("There is no display: neither DISPLAY nor WAYLAND_DISPLAY is set."), {},
        Tr::tr("Start it on a desktop or with scripts/run, set QT_QPA_PLATFORM, or use the command line: \"auditlens --help\".")});
    return console.finish(ExitCannotReadOrWrite);
}

int openWindow(QApplication& application)
{
    QCommandLineParser parser;
    // A developer's option: a walk through the window that leaves pictures behind (scripts/run without a display).
    QCommandLineOption walkthrough(QStringLiteral("walkthrough"), {}, QStringLiteral("folder"));
    walkthrough.setFlags(QCommandLineOption::HiddenFromHelp);
    parser.addOption(walkthrough);
    parser.addPositionalArgument(QStringLiteral("files"), Tr::tr("Files to open."));
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
