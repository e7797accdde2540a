// SPDX-License-Identifier: MIT
#include "sealsupport.h"

#include "seal/sealtext.h"
#include "store/schema.h"
#include "support/testsupport.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

/// Sealing an archive, and what a seal says afterwards.
class TestSeal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_dir = std::make_unique<QTemporaryDir>(); }
    void aSealedArchiveIsIntact();
    void theStatementSaysWhat();
    void anEmptyArchiveCanBeSealed();
    void aSealedArchiveAnswersAsBefore();
    void anOrdinaryArchiveIsNotSealed();
    void anUnknownKeyIsTold();
    void nothingIsAddedToASealedArchive();
    void itIsSealedOnce();
    void aCopyIsIntact();
    void aRewrittenArchiveHasLostItsSeal();
    void aSealInFrontOfAnotherFileDoesNotFit();
    void anotherArchiveUnderTheSealIsTold();
    void changedRowsAreToldByTheirPart_data();
    void changedRowsAreToldByTheirPart();
    void aJournalBesideItIsTold_data();
    void aJournalBesideItIsTold();
    void anArchiveThatIsWrittenToHasNoSeal();
    void anUnreadableSealIsDamaged_data();
    void anUnreadableSealIsDamaged();
    void aStatementAboutAnotherSizeIsTold();
    void aTimeInTheFutureIsTold();
    void itCanBeSealedIntoAnotherFile();
    void aTargetThatIsThereStays();
    void anArchiveInUseIsNotSealed();
    void whatIsNoArchiveIsNotSealed();
    void aCancelledSealLeavesEverythingAsItWas();
    void progressGoesOnToTheEnd();
    void itStopsWhereverItIs_data();
    void itStopsWhereverItIs();
    void rightsStay();
    void wordsAreThere();

private:
    QString path(const QString& name = u"a.auditlens"_s) const { return m_dir->filePath(name); }
    QStringList files() const { return QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden); }
    void change(const std::string& sql) const;

    std::unique_ptr<QTemporaryDir> m_dir;
};

void TestSeal::change(const std::string& sql) const
{
    must(must(Database::open(path(), Database::Mode::ReadWrite))->execute(sql));
}

void TestSeal::aSealedArchiveIsIntact()
{
    makeSealed(path());
    const SealReport report = checked(path());
    QCOMPARE(report.state, SealState::Intact);
    QVERIFY(report.isWell());
    QVERIFY(report.problems.isEmpty());
    QCOMPARE(report.keyName, u"key s"_s);
    QCOMPARE(report.keyId.toStdString(), knownSealKey().key.id());
    QCOMPARE(files(), QStringList{u"a.auditlens"_s});
}

void TestSeal::theStatementSaysWhat()
{
    makeArchive(path());
    const ArchiveInfo info = must(Archive::open(path(), testFormats()))->info();
    const SealStatement said = must(sealArchive(sealRequest(path()), sealingKey()));
    QCOMPARE(checked(path()).statement, std::optional(said));
    QCOMPARE(said.by, "Ann Å. \"Auditor\"");
    QCOMPARE(said.note, "case 17 / \\ März 🦊");
    QCOMPARE(said.archive, info.id);
    QCOMPARE(said.events, info.events);
    QCOMPARE(said.duplicates, info.duplicates);
    QCOMPARE(said.rejected, 2u);
    QCOMPARE(said.sources, 2u);
    QCOMPARE(said.segments, 3u);
    QCOMPARE(said.recordBytes, info.rawBytes);
    QCOMPARE(said.leaves, 9u);
    QVERIFY(said.first.starts_with("1970-01-01T0"));
    QVERIFY(said.first <= said.last);
    QVERIFY(std::abs(QDateTime::fromString(QString::fromStdString(said.at), Qt::ISODateWithMs)
                         .secsTo(QDateTime::currentDateTimeUtc()))
        < 60);
}

void TestSeal::anEmptyArchiveCanBeSealed()
{
    must(must(ArchiveWriter::open(path()))->finish());
    const SealStatement said = must(sealArchive(sealRequest(path()), sealingKey()));
    QCOMPARE(said.events, 0u);
    QVERIFY(said.first.empty());
    QCOMPARE(checked(path()).state, SealState::Intact);
}

void TestSeal::aSealedArchiveAnswersAsBefore()
{
    makeArchive(path());
    const auto before = must(Archive::open(path(), testFormats()));
    std::vector<Row> rows;
    for (std::uint32_t row = 0; row < before->size(); ++row)
        rows.push_back(Row(row));
    const auto expected = must(before->events(rows));
    must(sealArchive(sealRequest(path()), sealingKey()));
    const auto after = must(Archive::open(path(), testFormats()));
    QCOMPARE(after->info().id, before->info().id);
    const auto found = must(after->events(rows));
    QCOMPARE(found.size(), expected.size());
    for (std::size_t i = 0; i < found.size(); ++i)
        QCOMPARE(found[i].raw, expected[i].raw);
    // An archive that was open before reads on from the file in its place.
    QCOMPARE(must(before->event(Row(17))).raw, expected[17].raw);
    QCOMPARE(checked(path()).state, SealState::Intact);
}

void TestSeal::anOrdinaryArchiveIsNotSealed()
{
    makeArchive(path());
    QCOMPARE(checked(path()).state, SealState::NotSealed);
    const auto writer = must(ArchiveWriter::open(path()));
    must(writer->addSource(testSource("third.jsonl")));
    must(writer->commit());
    QCOMPARE(checked(path()).state, SealState::NotSealed); // while somebody writes
}

void TestSeal::anUnknownKeyIsTold()
{
    makeArchive(path());
    must(sealArchive(sealRequest(path()), sealingKey('u')));
    const SealReport report = checked(path());
    QCOMPARE(report.state, SealState::UnknownKey);
    QVERIFY(!report.isWell());
    QVERIFY(report.keyName.isEmpty());
    QCOMPARE(report.keyId.toStdString(), knownSealKey('u').key.id());
    QCOMPARE(must(checkSeal(path(), {})).state, SealState::UnknownKey);
}

void TestSeal::nothingIsAddedToASealedArchive()
{
    makeSealed(path());
    const QByteArray before = readFile(path());
    const auto writer = ArchiveWriter::open(path());
    QVERIFY(!writer.ok());
    QVERIFY2(writer.error().why.contains(u"sealed at"_s), qPrintable(writer.error().oneLine()));
    QVERIFY(!writer.error().help.isEmpty());
    QVERIFY(!writer.error().damage);
    QCOMPARE(readFile(path()), before);
    QCOMPARE(files(), QStringList{u"a.auditlens"_s});
}

void TestSeal::itIsSealedOnce()
{
    makeSealed(path());
    const QByteArray before = readFile(path());
    SealRequest other = sealRequest(path());
    other.target = path(u"b.auditlens"_s);
    for (const SealRequest& request : {sealRequest(path()), other}) {
        const auto again = sealArchive(request, sealingKey('x'));
        QVERIFY(!again.ok());
        QVERIFY2(again.error().why.contains(u"already"_s), qPrintable(again.error().oneLine()));
    }
    QCOMPARE(readFile(path()), before);
    QCOMPARE(files(), QStringList{u"a.auditlens"_s});
}

void TestSeal::aCopyIsIntact()
{
    makeSealed(path());
    QVERIFY(QFile::copy(path(), path(u"copy.auditlens"_s)));
    QCOMPARE(checked(path(u"copy.auditlens"_s)).state, SealState::Intact);
}

void TestSeal::aRewrittenArchiveHasLostItsSeal()
{
    makeSealed(path());
    writeBytes(path(u"cut.auditlens"_s), withSeal(readFile(path()), {}));
    change("VACUUM");
    for (const QString& name : {u"a.auditlens"_s, u"cut.auditlens"_s}) {
        const SealReport report = checked(path(name));
        QCOMPARE(report.state, SealState::Changed);
        QVERIFY2(report.problems.join(u' ').contains(u"its seal is gone"_s), qPrintable(report.problems.join(u' ')));
        QVERIFY(!ArchiveWriter::open(path(name)).ok());
    }
}

void TestSeal::aSealInFrontOfAnotherFileDoesNotFit()
{
    makeSealed(path());
    const QByteArray file = readFile(path());
    const QByteArray seal = sealOf(file);
    for (const qsizetype before : {0, 1, 50'000}) {
        writeBytes(path(u"other.auditlens"_s), QByteArray(before, 'x') + seal);
        QCOMPARE(checked(path(u"other.auditlens"_s)).state, SealState::Changed);
    }
    writeBytes(path(u"twice.auditlens"_s), file + seal);
    QCOMPARE(checked(path(u"twice.auditlens"_s)).state, SealState::Changed);
    writeBytes(path(u"behind.auditlens"_s), file + "\n");
    QCOMPARE(checked(path(u"behind.auditlens"_s)).state, SealState::Damaged);
}

void TestSeal::anotherArchiveUnderTheSealIsTold()
{
    makeSealed(path());
    makeSealed(path(u"other.auditlens"_s), 4);
    writeBytes(path(u"mixed.auditlens"_s), withSeal(readFile(path(u"other.auditlens"_s)), sealOf(readFile(path()))));
    const SealReport report = checked(path(u"mixed.auditlens"_s));
    QCOMPARE(report.state, SealState::Changed);
    QVERIFY(std::ranges::count(report.changedSegments, 4) == 1);
    QVERIFY(report.changedParts.contains(u"meta"_s));
}

void TestSeal::changedRowsAreToldByTheirPart_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QList<int>>("segments");
    QTest::addColumn<QStringList>("parts");
    const QStringList none;
    QTest::newRow("a source") << u"UPDATE sources SET name = 'other' WHERE id = 1"_s << QList<int>()
                              << QStringList{u"sources"_s};
    QTest::newRow("a count") << u"UPDATE sources SET duplicates = duplicates + 1"_s << QList<int>()
                             << QStringList{u"sources"_s};
    QTest::newRow("a reject is gone") << u"DELETE FROM rejects WHERE id = 1"_s << QList<int>()
                                      << QStringList{u"rejects"_s};
    QTest::newRow("a reject is changed") << u"UPDATE rejects SET raw = x'00'"_s << QList<int>()
                                         << QStringList{u"rejects"_s};
    QTest::newRow("a word") << u"UPDATE dictionaries SET data = x'00' WHERE id = 1"_s << QList<int>()
                            << QStringList{u"dictionaries"_s};
    QTest::newRow("the id") << u"UPDATE meta SET value = 'x' WHERE key = 'id'"_s << QList<int>()
                            << QStringList{u"meta"_s};
    QTest::newRow("the mark") << u"DELETE FROM meta WHERE key = 'sealed'"_s << QList<int>() << QStringList{u"meta"_s};
    QTest::newRow("an index") << u"DROP INDEX text_places"_s << QList<int>() << QStringList{u"schema"_s};
    QTest::newRow("a record") << u"UPDATE payload_blocks SET data = x'00' WHERE segment = 2"_s << QList<int>{2} << none;
    QTest::newRow("a text") << u"UPDATE text_blocks SET signature = x'' WHERE segment = 3"_s << QList<int>{3} << none;
    QTest::newRow("a column") << u"UPDATE columns SET data = x'00' WHERE id = 64"_s << QList<int>{1} << none;
    QTest::newRow("a column too many") << u"INSERT INTO columns VALUES (191, x'00')"_s << QList<int>{2} << none;
    QTest::newRow("a time") << u"UPDATE segments SET last_time = 0 WHERE id = 3"_s << QList<int>{3} << none;
    QTest::newRow("a segment is gone") << u"DELETE FROM segments WHERE id = 2"_s << QList<int>{2} << none;
    QTest::newRow("a segment is added") << u"INSERT INTO segments VALUES (9, 0, 0, 0, 0)"_s << QList<int>{9} << none;
    QTest::newRow("two of them") << u"UPDATE segments SET raw_bytes = 0 WHERE id <> 2"_s << QList<int>{1, 3} << none;
    QTest::newRow("a row of no segment") << u"INSERT INTO payload_blocks VALUES (99, 99, 0, 0, x'')"_s << QList<int>()
                                         << none;
}

void TestSeal::changedRowsAreToldByTheirPart()
{
    QFETCH(QString, sql);
    QFETCH(QList<int>, segments);
    QFETCH(QStringList, parts);
    makeSealed(path());
    const QByteArray seal = sealOf(readFile(path()));
    change(sql.toStdString());
    // However SQLite leaves the end of the file: the seal stands behind it again.
    const QByteArray file = readFile(path());
    const bool kept = file.endsWith(seal);
    writeBytes(path(), (kept ? file.chopped(seal.size()) : file) + seal);
    const SealReport report = checked(path());
    QCOMPARE(report.state, SealState::Changed);
    QCOMPARE(QList<int>(report.changedSegments.begin(), report.changedSegments.end()), segments);
    QCOMPARE(report.changedParts, parts);
    QVERIFY(report.problems.size() >= 2);
    QVERIFY(report.statement.has_value());
}

void TestSeal::aJournalBesideItIsTold_data()
{
    QTest::addColumn<QString>("suffix");
    QTest::newRow("write-ahead log") << u"-wal"_s;
    QTest::newRow("rollback journal") << u"-journal"_s;
}

void TestSeal::aJournalBesideItIsTold()
{
    QFETCH(QString, suffix);
    makeSealed(path());
    writeBytes(path() + suffix, {});
    QCOMPARE(checked(path()).state, SealState::Intact);
    writeBytes(path() + suffix, "something");
    const SealReport report = checked(path());
    QCOMPARE(report.state, SealState::Changed);
    QVERIFY2(report.problems.front().contains(u"a.auditlens"_s + suffix), qPrintable(report.problems.front()));
}

/// A large commit writes pages before the header counts them; its journal is there as long.
void TestSeal::anArchiveThatIsWrittenToHasNoSeal()
{
    makeArchive(path());
    writeBytes(path(), readFile(path()) + QByteArray(65536, '\0'));
    QCOMPARE(checked(path()).state, SealState::Damaged);
    writeBytes(path() + u"-journal"_s, QByteArray(512, '\0')); // nothing to take back
    QCOMPARE(checked(path()).state, SealState::NotSealed);
    QFile::remove(path());
    makeSealed(path());
    writeBytes(path(), withSeal(readFile(path()), QByteArray(65536, '\0')));
    writeBytes(path() + u"-journal"_s, QByteArray(512, '\0'));
    QCOMPARE(checked(path()).state, SealState::Changed); // The archive itself knows that it was sealed.
}

void TestSeal::anUnreadableSealIsDamaged_data()
{
    QTest::addColumn<QByteArray>("seal");
    QTest::newRow("one byte") << QByteArray("\n");
    QTest::newRow("zeros") << QByteArray(8192, '\0');
    QTest::newRow("an end without a beginning") << QByteArray("AuditLens seal, 000000000035 bytes\n");
    QTest::newRow("larger than the file") << QByteArray("AuditLens seal, 000060000000 bytes\n");
    QTest::newRow("of no bytes") << QByteArray("AuditLens seal, 000000000000 bytes\n");
}

void TestSeal::anUnreadableSealIsDamaged()
{
    QFETCH(QByteArray, seal);
    makeSealed(path());
    writeBytes(path(), withSeal(readFile(path()), seal));
    const SealReport report = checked(path());
    QCOMPARE(report.state, SealState::Damaged);
    QCOMPARE(report.problems.size(), 1);
    QVERIFY(!report.statement.has_value());
}

// Whoever has the key can sign nonsense; it is found out all the same.
void TestSeal::aStatementAboutAnotherSizeIsTold()
{
    makeSealed(path());
    const QByteArray file = readFile(path());
    writeBytes(path(), withSeal(file, resigned(sealOf(file), [](Seal& seal) { seal.statement.bytes += 8192; })));
    QCOMPARE(checked(path()).state, SealState::Changed);
    writeBytes(path(), withSeal(file, resigned(sealOf(file), [](Seal& seal) { seal.statement.note = "other"; })));
    QCOMPARE(checked(path()).state, SealState::Intact);
}

void TestSeal::aTimeInTheFutureIsTold()
{
    makeSealed(path());
    const auto told = [this] { return sealSentences(checked(path())).join(u' ').contains(u"is in the future"_s); };
    QVERIFY(!told());
    const QByteArray file = readFile(path());
    const QByteArray late = resigned(sealOf(file), [](Seal& seal) { seal.statement.at = "2999-01-01T00:00:00.000Z"; });
    writeBytes(path(), withSeal(file, late));
    QVERIFY(told());
}

void TestSeal::itCanBeSealedIntoAnotherFile()
{
    makeArchive(path());
    const QByteArray before = readFile(path());
    SealRequest request = sealRequest(path());
    request.target = path(u"sealed.auditlens"_s);
    must(sealArchive(request, sealingKey()));
    QCOMPARE(readFile(path()), before);
    QCOMPARE(checked(path()).state, SealState::NotSealed);
    QCOMPARE(checked(request.target).state, SealState::Intact);
    QVERIFY(ArchiveWriter::open(path()).ok());
}

void TestSeal::aTargetThatIsThereStays()
{
    makeArchive(path());
    SealRequest request = sealRequest(path());
    request.target = path(u"there.txt"_s);
    writeBytes(request.target, "mine");
    QVERIFY(!sealArchive(request, sealingKey()).ok());
    QCOMPARE(readFile(request.target), QByteArray("mine"));
    QCOMPARE(files(), (QStringList{u"a.auditlens"_s, u"there.txt"_s}));
}

void TestSeal::anArchiveInUseIsNotSealed()
{
    makeArchive(path());
    const auto writer = must(ArchiveWriter::open(path()));
    const auto sealed = sealArchive(sealRequest(path()), sealingKey());
    QVERIFY(!sealed.ok());
    QVERIFY(!sealed.error().help.isEmpty());
    must(writer->finish());
    QCOMPARE(checked(path()).state, SealState::NotSealed);
}

void TestSeal::whatIsNoArchiveIsNotSealed()
{
    writeBytes(path(u"text.auditlens"_s), "hello");
    writeBytes(path(u"empty.auditlens"_s), {});
    for (const QString& name : {u"none.auditlens"_s, u"text.auditlens"_s, u"empty.auditlens"_s}) {
        const auto sealed = sealArchive(sealRequest(path(name)), sealingKey());
        QVERIFY(!sealed.ok());
        QVERIFY(!sealed.error().why.isEmpty());
        QVERIFY(!checkSeal(path(name), {}).ok());
    }
    QVERIFY(!checkSeal(m_dir->path(), {}).ok());
    QCOMPARE(files(), (QStringList{u"empty.auditlens"_s, u"text.auditlens"_s}));
}

void TestSeal::aCancelledSealLeavesEverythingAsItWas()
{
    makeArchive(path());
    const QByteArray before = readFile(path());
    Cancellation cancellation;
    cancellation.request();
    QVERIFY(!sealArchive(sealRequest(path()), sealingKey(), cancellation).ok());
    QCOMPARE(files(), QStringList{u"a.auditlens"_s});
    QCOMPARE(checked(path()).state, SealState::NotSealed);
    must(sealArchive(sealRequest(path()), sealingKey()));
    QVERIFY(!must(checkSeal(path(), {}, cancellation)).complete);
}

void TestSeal::progressGoesOnToTheEnd()
{
    makeArchive(path(), 12);
    const auto bytes = std::uint64_t(QFileInfo(path()).size());
    std::vector<std::uint64_t> told;
    must(sealArchive(sealRequest(path()), sealingKey(), {}, [&](std::uint64_t done, std::uint64_t total) {
        QVERIFY(done <= total);
        told.push_back(1000 * done / total);
    }));
    QVERIFY(std::ranges::is_sorted(told));
    QVERIFY2(told.front() < 300 && told.back() == 1000, qPrintable(QString::number(told.front())));
    QVERIFY(bytes > 0 && std::ranges::any_of(told, [](std::uint64_t part) { return part > 666 && part < 1000; }));
}

void TestSeal::itStopsWhereverItIs_data()
{
    QTest::addColumn<int>("third");
    QTest::newRow("while it copies") << 0;
    QTest::newRow("while it hashes the bytes") << 1;
    QTest::newRow("while it hashes the rows") << 2;
}

void TestSeal::itStopsWhereverItIs()
{
    QFETCH(int, third);
    makeArchive(path(), 12);
    Cancellation cancellation;
    int callsBehind = -1;
    const auto sealed = sealArchive(sealRequest(path()), sealingKey(), cancellation, [&](std::uint64_t done, std::uint64_t total) {
        if (3 * done >= std::uint64_t(third) * total) {
            cancellation.request();
            ++callsBehind;
        }
    });
    QVERIFY(!sealed.ok());
    QVERIFY2(sealed.error().why.contains(u"interrupted"_s), qPrintable(sealed.error().oneLine()));
    QCOMPARE(callsBehind, 0);
    QCOMPARE(files(), QStringList{u"a.auditlens"_s});
    QCOMPARE(checked(path()).state, SealState::NotSealed);
}

void TestSeal::rightsStay()
{
    makeArchive(path());
    const auto rights = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadUser | QFile::WriteUser;
    QVERIFY(QFile::setPermissions(path(), rights));
    must(sealArchive(sealRequest(path()), sealingKey()));
    QCOMPARE(QFile::permissions(path()), rights);
}

void TestSeal::wordsAreThere()
{
    makeArchive(path());
    QVERIFY(sealWords(checked(path())).isEmpty());
    must(sealArchive(sealRequest(path()), sealingKey()));
    QCOMPARE(sealWords(checked(path())), u"sealed, intact"_s);
    const QString text = sealSentences(checked(path())).join(u'\n');
    for (const QString& part : {u"key s"_s, u"Ann Å."_s, u"case 17"_s, checked(path()).keyId})
        QVERIFY2(text.contains(part), qPrintable(text));
}

QTEST_GUILESS_MAIN(TestSeal)
#include "tst_seal.moc"
