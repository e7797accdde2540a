// SPDX-License-Identifier: MIT
#include "session/recentfiles.h"
#include "session/scratchfolder.h"
#include "session/session.h"
#include "support/importing.h"

#include <QDir>
#include <QProcess>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QtTest>

using namespace auditlens;

/// What the session leaves on the disk, and what it does not.
class TestSessionFiles : public QObject
{
    Q_OBJECT

private:
    static QStringList foldersIn(const QString& root) { return QDir(root).entryList(QDir::Dirs | QDir::NoDotAndDotDot); }

    static void writeFile(const QString& path)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("x");
    }

private Q_SLOTS:
    void aFolderGoesWithItsOwner()
    {
        QTemporaryDir root;
        {
            ScratchFolder scratch(root.path());
            QVERIFY(foldersIn(root.path()).isEmpty()); // nothing before it is needed
            writeFile(scratch.path() + QStringLiteral("/a.auditlens"));
            QVERIFY(scratch.holds(scratch.path() + QStringLiteral("/a.auditlens")));
            QVERIFY(!scratch.holds(root.filePath(QStringLiteral("a.auditlens"))));
        }
        QVERIFY(foldersIn(root.path()).isEmpty());
    }

    void aFolderInUseIsNotTouched()
    {
        QTemporaryDir root;
        ScratchFolder first(root.path());
        const QString file = first.path() + QStringLiteral("/a.auditlens");
        writeFile(file);
        ScratchFolder second(root.path());
        QVERIFY(second.path() != first.path());
        QVERIFY(QFile::exists(file));
    }

    void theFolderOfADeadProcessIsRemoved()
    {
        QTemporaryDir root;
        QProcess gone;
        gone.start(QStringLiteral("true"), QStringList());
        QVERIFY(gone.waitForStarted());
        const qint64 pid = gone.processId();
        QVERIFY(gone.waitForFinished());
        const QString left = root.filePath(QStringLiteral("session-crashed"));
        QVERIFY(QDir().mkpath(left));
        writeFile(left + QStringLiteral("/a.auditlens"));
        QFile lock(left + QStringLiteral("/in-use.lock"));
        QVERIFY(lock.open(QIODevice::WriteOnly));
        lock.write(QByteArray::number(pid) + "\nauditlens\n" + QSysInfo::machineHostName().toUtf8() + "\n");
        lock.close();
        const ScratchFolder scratch(root.path());
        QVERIFY(!QDir(left).exists());
    }

    void otherFilesOfThePlaceStay()
    {
        QTemporaryDir root;
        const QString mine = root.filePath(QStringLiteral("mine.auditlens"));
        writeFile(mine);
        QVERIFY(QDir(root.path()).mkdir(QStringLiteral("other")));
        {
            ScratchFolder scratch(root.path());
            QVERIFY(!scratch.path().isEmpty());
        }
        QVERIFY(QFile::exists(mine));
        QCOMPARE(foldersIn(root.path()), QStringList(QStringLiteral("other")));
    }

    void anArchiveOfLooseFilesIsGoneWithTheSession()
    {
        const test::ImportFolder folder;
        const QString input = folder.write(QStringLiteral("a.jsonl"), test::tigerLine(1) + '\n');
        const QString archives = folder.path(QStringLiteral("archives"));
        {
            Session session(test::allFormats(), {archives, folder.path(QStringLiteral("profiles"))});
            QSignalSpy answered(&session, &Session::answered);
            session.open({input});
            QTRY_VERIFY(!session.isImporting() && session.hasArchive() && answered.count() > 0);
            QVERIFY(session.isUnnamed());
            QCOMPARE(session.importedPaths(), QStringList(input));
            QVERIFY(QFile::exists(session.info().path));
        }
        QVERIFY(foldersIn(archives).isEmpty());
        QVERIFY(QFile::exists(input));
    }

    void recentFilesAreKeptAsLongAsTheyAreThere()
    {
        QTemporaryDir dir;
        QSettings settings(dir.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
        RecentFiles recent(&settings);
        const QString one = dir.filePath(QStringLiteral("one.jsonl"));
        const QString two = dir.filePath(QStringLiteral("two.jsonl"));
        writeFile(one);
        writeFile(two);
        recent.add({{one}, {}, 1, {}, {}, {}});
        recent.add({{one, two}, QStringLiteral("one and 1 more"), 2, {}, {}, {}});
        recent.add({{one}, {}, 3, {}, {}, {}});
        QCOMPARE(recent.list().size(), std::size_t(2));
        QCOMPARE(recent.list().front().events, quint64(3));
        QVERIFY(QFile::remove(two));
        QCOMPARE(recent.list().size(), std::size_t(1));
        recent.clear();
        QVERIFY(recent.list().empty());
    }
};

QTEST_GUILESS_MAIN(TestSessionFiles)
#include "tst_sessionfiles.moc"
