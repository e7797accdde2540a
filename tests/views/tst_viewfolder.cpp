// SPDX-License-Identifier: MIT
#include "views/viewfolder.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/stat.h>

using namespace auditlens;

static SavedView viewOf(const QString& name, const QString& query = QStringLiteral("action:delete"))
{
    SavedView view;
    view.name = name;
    view.query = query;
    return view;
}

class TestViewFolder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void aMissingFolderIsEmpty() { QVERIFY(folder().list().empty()); }
    void viewsAreListedByName();
    void aNameIsUniqueWhateverItsCase();
    void namesMakeSafeFiles_data();
    void namesMakeSafeFiles();
    void renamingMovesTheFile();
    void deleting();
    void aBadFileIsListedWithItsReason();
    void aQueryThatDoesNotParseStays();
    void whatIsNoFileIsNotRead();
    void importing();
    void aFolderThatCannotBeWrittenSaysSo();

private:
    ViewFolder folder() const { return ViewFolder(m_dir->filePath(QStringLiteral("views"))); }
    QStringList names() const;
    void write(const QString& file, const QByteArray& text) const;

    std::unique_ptr<QTemporaryDir> m_dir;
};

QStringList TestViewFolder::names() const
{
    QStringList names;
    for (const ViewEntry& entry : folder().list())
        names << entry.view.name;
    return names;
}

void TestViewFolder::write(const QString& file, const QByteArray& text) const
{
    QDir().mkpath(folder().path());
    QFile out(QDir(folder().path()).filePath(file));
    QVERIFY(out.open(QIODevice::WriteOnly) && out.write(text) == text.size());
}

void TestViewFolder::viewsAreListedByName()
{
    for (const char* name : {"premium", "Über", "Deletes"})
        QVERIFY(folder().save(viewOf(QString::fromUtf8(name))).ok());
    QCOMPARE(names(), (QStringList {QStringLiteral("Deletes"), QStringLiteral("premium"), QStringLiteral("Über")}));
    QCOMPARE(folder().find(QStringLiteral(" PREMIUM "))->view, viewOf(QStringLiteral("premium")));
    QVERIFY(!folder().find(QStringLiteral("other")));
}

void TestViewFolder::aNameIsUniqueWhateverItsCase()
{
    QVERIFY(folder().save(viewOf(QStringLiteral("Deletes"))).ok());
    QVERIFY(folder().save(viewOf(QStringLiteral("deletes"), QStringLiteral("b"))).ok());
    QCOMPARE(names(), QStringList(QStringLiteral("deletes")));
    QCOMPARE(folder().list().at(0).view.query, QStringLiteral("b"));
}

void TestViewFolder::namesMakeSafeFiles_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("a path") << QStringLiteral("../../etc/passwd");
    QTest::newRow("a hidden file") << QStringLiteral(".profile");
    QTest::newRow("signs only") << QStringLiteral("/:*?\"<>|");
    QTest::newRow("letters of another script") << QStringLiteral("Просмотр 視圖 😀");
    QTest::newRow("as long as it may be") << QString(120, QLatin1Char('x'));
}

void TestViewFolder::namesMakeSafeFiles()
{
    QFETCH(QString, name);
    QVERIFY(folder().save(viewOf(name)).ok());
    QCOMPARE(names(), QStringList(name));
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot), QStringList(QStringLiteral("views")));
    QVERIFY(!QFileInfo(folder().list().at(0).file).fileName().startsWith(QLatin1Char('.')));
}

void TestViewFolder::renamingMovesTheFile()
{
    QVERIFY(folder().save(viewOf(QStringLiteral("a"))).ok());
    QVERIFY(folder().save(viewOf(QStringLiteral("b"))).ok());
    const auto taken = folder().rename(*folder().find(QStringLiteral("a")), QStringLiteral("B"));
    QVERIFY(!taken.ok() && taken.error().why.contains(QStringLiteral("already")));
    QVERIFY(!folder().rename(*folder().find(QStringLiteral("a")), QStringLiteral("  ")).ok());
    QVERIFY(folder().rename(*folder().find(QStringLiteral("a")), QStringLiteral("c")).ok());
    QVERIFY(folder().rename(*folder().find(QStringLiteral("b")), QStringLiteral("B")).ok());
    QCOMPARE(names(), (QStringList {QStringLiteral("B"), QStringLiteral("c")}));
    QVERIFY(folder().find(QStringLiteral("c"))->file.endsWith(QStringLiteral("/c.auditview")));
}

void TestViewFolder::deleting()
{
    QVERIFY(folder().save(viewOf(QStringLiteral("a"))).ok());
    const ViewEntry entry = folder().list().at(0);
    QVERIFY(folder().remove(entry).ok());
    QVERIFY(names().isEmpty());
    const auto again = folder().remove(entry);
    QVERIFY(!again.ok() && !again.error().why.isEmpty());
}

void TestViewFolder::aBadFileIsListedWithItsReason()
{
    write(QStringLiteral("broken.auditview"), "{");
    write(QStringLiteral("notes.txt"), "{");
    QVERIFY(folder().save(viewOf(QStringLiteral("good"))).ok());
    QCOMPARE(names(), (QStringList {QStringLiteral("broken"), QStringLiteral("good")}));
    const ViewEntry broken = folder().list().at(0);
    QVERIFY(!broken.readable && broken.problem && broken.problem->why.contains(QStringLiteral("not JSON")));
}

void TestViewFolder::aQueryThatDoesNotParseStays()
{
    QVERIFY(folder().save(viewOf(QStringLiteral("a"), QStringLiteral("actr:alice"))).ok());
    const ViewEntry entry = folder().list().at(0);
    QVERIFY(entry.readable && entry.problem && entry.problem->help.contains(QStringLiteral("actor")));
    QCOMPARE(entry.view.query, QStringLiteral("actr:alice"));
}

void TestViewFolder::whatIsNoFileIsNotRead()
{
    QDir().mkpath(folder().path() + QStringLiteral("/folder.auditview"));
    const QString pipe = folder().path() + QStringLiteral("/pipe.auditview");
    QCOMPARE(::mkfifo(QFile::encodeName(pipe).constData(), 0600), 0);
    QVERIFY(names().isEmpty()); // and did not wait
    const auto read = loadView(pipe);
    QVERIFY(!read.ok() && read.error().why.contains(QStringLiteral("not a file")));
}

void TestViewFolder::importing()
{
    const QString shared = m_dir->filePath(QStringLiteral("shared.auditview"));
    QVERIFY(storeView(viewOf(QStringLiteral("Deletes")), shared).ok());
    QCOMPARE(*folder().import(shared), QStringLiteral("Deletes"));
    QCOMPARE(*folder().import(shared), QStringLiteral("Deletes")); // the same again adds nothing
    QCOMPARE(names(), QStringList(QStringLiteral("Deletes")));
    QVERIFY(storeView(viewOf(QStringLiteral("deletes"), QStringLiteral("other")), shared).ok());
    QCOMPARE(*folder().import(shared), QStringLiteral("deletes (2)"));
    QCOMPARE(names(), (QStringList {QStringLiteral("Deletes"), QStringLiteral("deletes (2)")}));
    QVERIFY(!folder().import(m_dir->filePath(QStringLiteral("missing.auditview"))).ok());
}

void TestViewFolder::aFolderThatCannotBeWrittenSaysSo()
{
    QFile inTheWay(folder().path());
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const auto saved = folder().save(viewOf(QStringLiteral("a")));
    QVERIFY(!saved.ok() && !saved.error().help.isEmpty());
}

QTEST_GUILESS_MAIN(TestViewFolder)
#include "tst_viewfolder.moc"
