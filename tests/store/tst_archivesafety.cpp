// SPDX-License-Identifier: MIT
#include "store/storesupport.h"

#include "store/database.h"
#include "store/schema.h"
#include "store/sealmark.h"
#include "support/testsupport.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace auditlens;
using namespace auditlens::test;

namespace {

void verifyTold(const Error& error)
{
    QVERIFY(!error.what.isEmpty());
    QVERIFY(!error.why.isEmpty());
    QVERIFY(!error.where.isEmpty());
    QVERIFY(!error.help.isEmpty());
}

/// No file of this process grows beyond the limit while it lives: a full disk.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit {bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit() { setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before {};
};

} // namespace

class TestArchiveSafety : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void aKilledWriterLeavesWholeBatches_data();
    void aKilledWriterLeavesWholeBatches();
    void whatAKilledWriterLeftIsTakenBack();
    void aJournalBesideASealedArchiveChangesNothing();
    void aSecondWriterIsRefused();
    void readersSeeTheLastCommitWhileSomebodyWrites();
    void aNewerSchemaIsRefused();
    void anOlderSchemaIsMigratedInACopy();
    void whatIsNoFileIsRefusedAtOnce();
    void anotherFileIsRefused_data();
    void anotherFileIsRefused();
    void impossibleSegmentIsDamage_data();
    void impossibleSegmentIsDamage();
    void damageIsAnErrorNeverACrash();
    void aFullDiskIsToldAndTakenBack();
    void aFullContainerIsTold();
    void aCancelledSearchSaysSo();

private:
    QString path() const { return m_dir->filePath(QStringLiteral("a.auditlens")); }
    Result<std::shared_ptr<const Archive>> opened() const { return Archive::open(path(), testFormats()); }
    void write(std::size_t count) const;
    void killInTheMiddle() const;

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestArchiveSafety::write(std::size_t count) const
{
    auto writer = ArchiveWriter::open(path());
    QVERIFY(writer.ok());
    const auto source = (*writer)->addSource(testSource("a.jsonl"));
    QVERIFY(source.ok());
    appendEvents(**writer, *source, RandomEvents(1).take(count));
    QVERIFY((*writer)->finish().ok());
}

void TestArchiveSafety::aKilledWriterLeavesWholeBatches_data()
{
    QTest::addColumn<int>("commits");
    for (const int commits : {1, 2, 3, 5, 8, 13})
        QTest::addRow("%d commits", commits) << commits;
}

void TestArchiveSafety::aKilledWriterLeavesWholeBatches()
{
    QFETCH(int, commits);
    QProcess child;
    child.start(QStringLiteral(WRITER_CHILD), {path(), QString::number(commits)});
    quint64 committed = 0;
    for (int i = 0; i < commits; ++i) {
        while (!child.canReadLine())
            QVERIFY(child.waitForReadyRead(60000));
        committed = child.readLine().trimmed().toULongLong();
    }
    child.kill();
    QVERIFY(child.waitForFinished());
    QCOMPARE(child.exitStatus(), QProcess::CrashExit);

    const auto archive = opened();
    QVERIFY2(archive.ok(), archive ? "" : qPrintable(archive.error().oneLine()));
    QVERIFY((*archive)->size() >= committed);
    QCOMPARE((*archive)->size() % 100, 0u);
    for (std::uint32_t row = 0; row < (*archive)->size(); row += 9)
        QVERIFY((*archive)->event(Row(row)).ok());

    auto writer = ArchiveWriter::open(path());
    QVERIFY2(writer.ok(), writer ? "" : qPrintable(writer.error().oneLine()));
    const auto source = (*writer)->addSource(testSource("a.jsonl"));
    const auto outcome = appendEvents(**writer, *source, RandomEvents(1000).take(50));
    QVERIFY((*writer)->finish().ok());
    QCOMPARE((*opened())->size(), (*archive)->size() + std::uint32_t(outcome.added));
}

// A copy of the file and its journal while pages are being written is what a kill leaves.
void TestArchiveSafety::killInTheMiddle() const
{
    const QString file = path();
    const QString torn = file + u".torn";
    {
        const auto database = must(Database::open(file, Database::Mode::ReadWrite));
        must(database->execute("PRAGMA cache_size = 1; BEGIN; UPDATE columns SET data = zeroblob(length(data));"
                               "INSERT INTO payload_blocks (segment, first, records, data) VALUES (9, 0, 1, zeroblob(1000000));"));
        QVERIFY(QFile::copy(file, torn));
        QVERIFY(QFile::copy(file + u"-journal", torn + u"-journal"));
    }
    QVERIFY(readFile(torn) != readFile(file));
    QVERIFY(QFile::remove(file));
    QVERIFY(QFile::rename(torn, file));
    QVERIFY(QFile::rename(torn + u"-journal", file + u"-journal"));
}

void TestArchiveSafety::whatAKilledWriterLeftIsTakenBack()
{
    write(300);
    killInTheMiddle();
    const auto archive = opened();
    QVERIFY2(archive.ok(), archive ? "" : qPrintable(archive.error().oneLine()));
    QCOMPARE((*archive)->size(), 300u);
    for (std::uint32_t row = 0; row < (*archive)->size(); row += 9)
        QVERIFY((*archive)->event(Row(row)).ok());
    QVERIFY(!QFile::exists(path() + u"-journal"));
}

void TestArchiveSafety::aJournalBesideASealedArchiveChangesNothing()
{
    write(300);
    must(putSealMark(*must(Database::open(path(), Database::Mode::ReadWrite)), "2026-03-02T10:00:00Z"));
    killInTheMiddle();
    const QByteArray before = readFile(path());
    const QByteArray journal = readFile(path() + u"-journal");
    const auto archive = opened();
    QVERIFY(!archive.ok());
    verifyTold(archive.error());
    QCOMPARE(readFile(path()), before);
    QCOMPARE(readFile(path() + u"-journal"), journal);
}

void TestArchiveSafety::aSecondWriterIsRefused()
{
    const auto first = ArchiveWriter::open(path());
    QVERIFY(first.ok());
    const auto second = ArchiveWriter::open(path());
    QVERIFY(!second.ok());
    verifyTold(second.error());
    QVERIFY(second.error().why.contains(QStringLiteral("Another import")));
    QVERIFY(!second.error().damage);
}

void TestArchiveSafety::readersSeeTheLastCommitWhileSomebodyWrites()
{
    auto writer = ArchiveWriter::open(path());
    QVERIFY(writer.ok());
    const auto source = (*writer)->addSource(testSource("a.jsonl"));
    const auto events = RandomEvents(1).take(300);
    appendEvents(**writer, *source, {events.begin(), events.begin() + 100});
    QVERIFY((*writer)->commit().ok());
    const auto before = opened();
    QVERIFY(before.ok());
    appendEvents(**writer, *source, {events.begin() + 100, events.end()});
    QCOMPARE((*opened())->size(), 100u);
    QVERIFY((*writer)->finish().ok());
    QCOMPARE((*opened())->size(), 300u);
    QCOMPARE((*before)->size(), 100u);
    QVERIFY((*before)->event(Row(50)).ok());
    writer->reset();
    QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files), QStringList {QStringLiteral("a.auditlens")});
}

void TestArchiveSafety::aNewerSchemaIsRefused()
{
    write(10);
    auto database = Database::open(path(), Database::Mode::ReadWrite);
    QVERIFY((*database)->execute("PRAGMA user_version = 99").ok());
    database->reset();
    const auto reader = opened();
    QVERIFY(!reader.ok());
    verifyTold(reader.error());
    QVERIFY(reader.error().why.contains(QStringLiteral("99")));
    QVERIFY(!reader.error().damage);
    const auto writer = ArchiveWriter::open(path());
    QVERIFY(!writer.ok());
    verifyTold(writer.error());
    QVERIFY(!writer.error().damage);
}

void TestArchiveSafety::anOlderSchemaIsMigratedInACopy()
{
    write(10);
    const QByteArray original = readFile(path());
    const QString copy = m_dir->filePath(QStringLiteral("copy.auditlens"));
    const std::array steps = {Migration {1, "CREATE TABLE notes (text TEXT);"}, Migration {2, "INSERT INTO notes VALUES ('new');"}};
    const auto done = migrateCopy(path(), copy, steps, 3);
    QVERIFY2(done.ok(), done ? "" : qPrintable(done.error().oneLine()));
    QCOMPARE(readFile(path()), original);
    auto database = Database::open(copy, Database::Mode::ReadOnly);
    QCOMPARE(*(*database)->number("PRAGMA user_version"), std::int64_t(3));
    QCOMPARE(*(*database)->number("SELECT count(*) FROM notes"), std::int64_t(1));

    const QString other = m_dir->filePath(QStringLiteral("other.auditlens"));
    const auto missing = migrateCopy(path(), other, std::span(steps).first(1), 3);
    QVERIFY(!missing.ok());
    verifyTold(missing.error());
    QVERIFY(!QFile::exists(other));
}

void TestArchiveSafety::whatIsNoFileIsRefusedAtOnce()
{
    QCOMPARE(mkfifo(QFile::encodeName(path()).constData(), 0600), 0);
    const QString folder = m_dir->filePath(QStringLiteral("folder"));
    QVERIFY(QDir().mkdir(folder));
    for (const QString& place : {path(), folder}) {
        const auto reader = Archive::open(place, testFormats());
        QVERIFY(!reader.ok());
        verifyTold(reader.error());
        QVERIFY(!reader.error().damage);
        QVERIFY(!ArchiveWriter::open(place).ok());
    }
}

void TestArchiveSafety::anotherFileIsRefused_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("text") << QByteArray("{\"id\": 1}\n");
    QTest::newRow("noise") << QByteArray(10000, '\xa5');
    QTest::newRow("only the start of a header") << QByteArray("SQLite format 3\0", 16);
}

void TestArchiveSafety::anotherFileIsRefused()
{
    QFETCH(QByteArray, content);
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
    file.close();
    const auto reader = opened();
    QVERIFY(!reader.ok());
    verifyTold(reader.error());
    QVERIFY(reader.error().damage);
    const auto writer = ArchiveWriter::open(path());
    QVERIFY(!writer.ok());
    verifyTold(writer.error());
    QVERIFY(writer.error().damage);
    QCOMPARE(readFile(path()), content);
}

void TestArchiveSafety::impossibleSegmentIsDamage_data()
{
    QTest::addColumn<QByteArray>("change");
    QTest::newRow("a number beyond counting") << QByteArray("UPDATE segments SET id = 9223372036854775807");
    QTest::newRow("a number below the first") << QByteArray("UPDATE segments SET id = -9223372036854775807");
    QTest::newRow("more rows than fit") << QByteArray("UPDATE segments SET rows = 4294967295");
    QTest::newRow("no rows") << QByteArray("UPDATE segments SET rows = 0");
}

void TestArchiveSafety::impossibleSegmentIsDamage()
{
    QFETCH(QByteArray, change);
    write(10);
    must(must(Database::open(path(), Database::Mode::ReadWrite))->execute(change.toStdString()));
    const auto reader = opened();
    QVERIFY(!reader.ok());
    verifyTold(reader.error());
    QVERIFY(reader.error().damage);
    const auto writer = ArchiveWriter::open(path());
    QVERIFY(!writer.ok());
    verifyTold(writer.error());
    QVERIFY(writer.error().damage);
}

void TestArchiveSafety::damageIsAnErrorNeverACrash()
{
    write(2000);
    const QByteArray good = readFile(path());
    std::mt19937 random(5);
    int noticed = 0;
    for (int i = 0; i < 150; ++i) {
        QByteArray bad = good;
        if (i % 5 == 0)
            bad.truncate(qsizetype(random() % std::uint32_t(good.size())));
        for (int n = 0; n < 20 && !bad.isEmpty(); ++n)
            bad[qsizetype(random() % std::uint32_t(bad.size()))] = char(random());
        QFile file(path());
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bad);
        file.close();
        const auto archive = opened();
        if (!archive) {
            verifyTold(archive.error());
            ++noticed;
            continue;
        }
        BoundQuery query;
        query.root.kind = BoundQuery::Node::Kind::Term;
        query.root.text = "renewal";
        if (const QueryResult result = (*archive)->find(query, {}); result.problem)
            verifyTold(*result.problem);
        for (std::uint32_t row = 0; row < (*archive)->size(); row += 50) {
            if (const auto event = (*archive)->event(Row(row)); !event)
                verifyTold(event.error());
        }
        static_cast<void>((*archive)->rejects(10).ok());
        static_cast<void>((*archive)->findId("EV-7"));
    }
    QVERIFY(noticed > 0);
}

void TestArchiveSafety::aFullDiskIsToldAndTakenBack()
{
    write(100);
    {
        auto writer = ArchiveWriter::open(path());
        QVERIFY(writer.ok());
        const auto source = (*writer)->addSource(testSource("b.jsonl"));
        appendEvents(**writer, *source, RandomEvents(77).take(5000));
        const FileSizeLimit limit(rlim_t(QFileInfo(path()).size()) + 200'000);
        const auto done = (*writer)->commit();
        QVERIFY(!done.ok());
        verifyTold(done.error());
        QVERIFY(!(*writer)->commit().ok());
    }
    const auto archive = opened();
    QVERIFY2(archive.ok(), archive ? "" : qPrintable(archive.error().oneLine()));
    QCOMPARE((*archive)->size(), 100u);
    QCOMPARE((*archive)->info().sources.size(), std::size_t(1));
}

void TestArchiveSafety::aFullContainerIsTold()
{
    auto database = Database::open(path(), Database::Mode::Create);
    QVERIFY(database.ok());
    QVERIFY(createSchema(**database).ok());
    QVERIFY((*database)->execute("PRAGMA max_page_count = 20").ok());
    const auto full = (*database)->execute("INSERT INTO columns (id, data) VALUES (1, zeroblob(1000000))");
    QVERIFY(!full.ok());
    verifyTold(full.error());
    QVERIFY(full.error().why.contains(QStringLiteral("full")));
}

void TestArchiveSafety::aCancelledSearchSaysSo()
{
    write(100);
    BoundQuery query;
    query.root.kind = BoundQuery::Node::Kind::Term;
    query.root.text = "renewal";
    Cancellation cancellation;
    cancellation.request();
    QVERIFY(!(*opened())->find(query, cancellation).complete);
}

QTEST_GUILESS_MAIN(TestArchiveSafety)
#include "tst_archivesafety.moc"
