// SPDX-License-Identifier: MIT
#include "run.h"

#include "base/settingsfile.h"
#include "connections/connectionguide.h"
#include "integrity/integrityguide.h"
#include "ledger/ledgerplaces.h"
#include "live/desktopnotice.h"
#include "live/followmemory.h"
#include "live/liveguide.h"
#include "live/viewnotices.h"
#include "mainwindow.h"
#include "reveal/loginname.h"
#include "reveal/revealguide.h"
#include "secrets/keychainstore.h"
#include "secrets/memorystore.h"
#include "session/session.h"
#include "style/theme.h"
#include "views/viewfolder.h"
#include "walkthrough.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>
#include <QIcon>
#include <QScreen>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QThreadPool>

#include <algorithm>

namespace auditlens {

namespace {

    QString dataFolder(const QString& name)
    {
        return QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).filePath(name);
    }

    // The first window may be larger than the screen; one that was placed before is fitted by Qt.
    void fitToScreen(QWidget& window)
    {
        if (!window.isMaximized() && !window.isFullScreen())
            window.resize(window.size().boundedTo(window.screen()->availableSize()));
    }

} // namespace

QString userProfileFolder()
{
    return dataFolder(QStringLiteral("profiles"));
}

QString bundledDemo()
{
    const QDir here(QCoreApplication::applicationDirPath());
    for (const char* place : {"../demo/demo.auditlens", "../share/auditlens/demo/demo.auditlens"}) {
        const QString path = here.absoluteFilePath(QString::fromLatin1(place));
        if (QFileInfo::exists(path))
            return QFileInfo(path).canonicalFilePath();
    }
    return {};
}

int runWindow(QApplication& app, const QStringList& paths, const WindowOptions& options)
{
    // A running import must not keep queries and pages waiting for a thread.
    QThreadPool::globalInstance()->setMaxThreadCount(std::max(6, QThread::idealThreadCount() + 4));
    const bool walking = !options.walkthrough.isEmpty(); // It leaves the person's settings as they are.
    const QTemporaryDir walkFolder;
    QSettings settings(walking ? walkFolder.filePath(QStringLiteral("settings.ini")) : settingsFile(), QSettings::IniFormat);
    prepareStyle(app);
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/auditlens.svg")));
    QGuiApplication::setDesktopFileName(QStringLiteral("org.auditlens.AuditLens"));
    Session session(options.formats, {dataFolder(QStringLiteral("archives")), userProfileFolder(), ViewFolder::ofThisUser().path()});
    MainWindow window(&session, &settings, options.demo.isEmpty() ? bundledDemo() : options.demo);
    const auto walkStore = [](QObject*, const auto& answer) { answer(std::make_shared<MemoryStore>()); };
    ConnectionDesk desk(walking ? ConnectionFolder(walkFolder.filePath(QStringLiteral("connections"))) : ConnectionFolder::ofThisUser(),
        walking ? ConnectionDesk::FindStore(walkStore) : ConnectionDesk::FindStore(findSecretStore), options.formats);
    Revealer revealer(&settings, walking ? LedgerPlaces::in(walkFolder.path()) : LedgerPlaces::ofThisUser(), loginName(),
        walking ? Revealer::FindStore(walkStore) : Revealer::FindStore(findSecretStore), [&desk](const auto&... asked) { desk.askClaims(asked...); });
    RevealGuide reveal(&session, &window, &revealer);
    IntegrityGuide integrity(&session, &window, &revealer);
    ConnectionGuide connections(&session, &window, &desk);
    SourceSyncer syncer(desk.folder(), [&desk](const auto&... asked) { desk.open(asked...); }, options.formats);
    LiveGuide live(&session, &window, &syncer);
    const FollowMemory followed(&session, &syncer, &settings);
    const ViewNotices notices(&session, &window, &syncer, &settings, showDesktopNotice);
    connections.attach(&live);
    syncer.refresh();
    QObject::connect(&integrity, &IntegrityGuide::keysAsked, &reveal, &RevealGuide::showKeys);
    if (walking) {
        Walkthrough walk(&app, &session, &window, &reveal, &integrity, &connections, options.walkthrough);
        walk.setLive(&live);
        return walk.run(paths);
    }
    fitToScreen(window);
    window.show();
    if (!paths.isEmpty())
        session.open(paths);
    return app.exec();
}

} // namespace auditlens
