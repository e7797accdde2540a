// SPDX-License-Identifier: MIT
#include "cli/commandline.h"
#include "unmask/privateprocess.h"
#include "window.h"

#include <QApplication>
#include <QCoreApplication>
#include <QTranslator>

namespace {

QStringList wordsOf(int argc, char** argv)
{
    QStringList words;
    for (int i = 1; i < argc; ++i)
        words << QString::fromLocal8Bit(argv[i]);
    return words;
}

// English needs a catalogue too: "1 event", "2 events".
void installPlurals(QTranslator& translator)
{
    if (translator.load(QStringLiteral(":/translations/auditlens_en.qm")))
        QCoreApplication::installTranslator(&translator);
}

} // namespace

// A command must not ask for a display, so the kind of application is decided before there is one.
int main(int argc, char** argv)
{
#ifdef NDEBUG
    auditlens::keepProcessPrivate();
#endif
    QCoreApplication::setApplicationName(QStringLiteral("AuditLens"));
    QCoreApplication::setOrganizationName(QStringLiteral("AuditLens"));
    QCoreApplication::setApplicationVersion(QStringLiteral(AUDITLENS_VERSION));
    const QStringList words = wordsOf(argc, argv);
    QTranslator plurals;
    if (auditlens::isCommandLine(words)) {
        const QCoreApplication application(argc, argv);
        installPlurals(plurals);
        return auditlens::runCommandLine(words);
    }
    if (!auditlens::hasDisplay(words)) {
        const QCoreApplication application(argc, argv);
        return auditlens::refuseWindow();
    }
    QApplication application(argc, argv);
    installPlurals(plurals);
    return auditlens::openWindow(application);
}
