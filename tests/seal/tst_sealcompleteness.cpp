// SPDX-License-Identifier: MIT
#include "sealsupport.h"

#include "seal/redact.h"
#include "seal/twincheck.h"
#include "store/completeness.h"
#include "support/importing.h"
#include "support/testsupport.h"

#include <QtTest>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int events = 6; ///< Every half hour from 11:30 on.

QByteArray lines()
{
    QByteArray all;
    for (int i = 0; i < events; ++i) {
        const QByteArray minutes = i % 2 == 0 ? "30" : "00";
        all += tigerLine(i, "2023-01-01T" + QByteArray::number(11 + (i + 1) / 2) + ':' + minutes + ":00Z") + '\n';
    }
    return all;
}

std::shared_ptr<const Archive> opened(const QString& path)
{
    return must(Archive::open(path, allFormats()));
}

ArchiveCompleteness known(const QString& path)
{
    return must(readCompleteness(*opened(path)));
}

Seal sealIn(const QString& path)
{
    const std::string text = must(sealTextOf(path));
    return *readSeal(text);
}

} // namespace

/// What is known of completeness goes along with a part and with a redacted twin, and is under their seals.
class TestSealCompleteness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aPartSaysWhatItsArchiveSaid();
    void whatWasNeverAskedForIsSaid();
    void aPartOfAPartSaysBoth();
    void aPartOfFilesHasNoLedger();
    void whatHasGrownIsAskedAgain();
    void aTwinSaysWhatWasSealed();
    void aTwinOfAPartSaysBoth();
    void aSealWithoutTheseHashesHasATwinWithoutALedger();
    void everyChangeIsFound_data();
    void everyChangeIsFound();
    void aChangedLedgerOfATwinIsFound_data();
    void aChangedLedgerOfATwinIsFound();
    void cutsThatCannotBeShownAreDamage();

private:
    QString archive() const { return m_folder->archivePath(); }
    QString path(const QString& name) const { return m_folder->path(name); }
    QString part(const TimeRange& range, const std::string& query, bool redactable = false) const;
    QString twinOf(const QString& sealed) const;
    static Result<SealReport> check(const QString& path);

    std::unique_ptr<ImportFolder> m_folder;
};

void TestSealCompleteness::init()
{
    m_folder = std::make_unique<ImportFolder>();
    QVERIFY(m_folder->import({m_folder->write(u"in.jsonl"_s, lines())}).ok());
    addSynced(archive());
}

QString TestSealCompleteness::part(const TimeRange& range, const std::string& query, bool redactable) const
{
    SealRequest request = partRequest(opened(archive()), path(u"part.auditlens"_s), range, query);
    request.redactable = redactable;
    must(sealArchive(request, sealingKey()));
    return request.target;
}

QString TestSealCompleteness::twinOf(const QString& sealed) const
{
    const QString twin = path(u"twin.auditlens"_s);
    must(redactArchive({opened(sealed), twin, {u"actor.username"_s}}));
    return twin;
}

Result<SealReport> TestSealCompleteness::check(const QString& path)
{
    const SealKey keys[] = {knownSealKey()};
    const auto archive = Archive::open(path, allFormats());
    return archive ? checkSealOf(**archive, keys) : archive.error();
}

void TestSealCompleteness::aPartSaysWhatItsArchiveSaid()
{
    const TimeRange range {syncedNoon + syncedHour / 2, syncedNoon + 3 * syncedHour};
    const QString cut = part(range, "tenant:t1");
    QCOMPARE(opened(cut)->size(), 4u);
    const ArchiveCompleteness said = known(cut);
    const ArchiveCompleteness original = known(archive());
    QCOMPARE(said.coverage.size(), std::size_t(1));
    QCOMPARE(said.coverage.front().source, original.coverage.front().source);
    QVERIFY(said.coverage.front().coverage.slices() == original.coverage.front().coverage.within(range));
    QCOMPARE(said.coverage.front().coverage.slices().back().state, Completeness::Unknown);
    QVERIFY(said.cuts == (std::vector<ArchiveCut> {{"tenant:t1", "UTC", "2023-01-01T12:30:00.000000000Z", "2023-01-01T15:00:00.000000000Z", events}}));
    QCOMPARE(checked(cut).state, SealState::Intact);
    QVERIFY(leafDigest(sealIn(cut), "coverage") && leafDigest(sealIn(cut), "cuts"));
    QVERIFY(!leafDigest(sealIn(cut), "cursors") && !readFile(cut).contains("cursor-of-prod"));
}

void TestSealCompleteness::whatWasNeverAskedForIsSaid()
{
    const TimeRange before {syncedNoon - syncedHour, syncedNoon - syncedHour / 4};
    const ArchiveCompleteness said = known(part(before, {}));
    QCOMPARE(said.coverage.size(), std::size_t(1));
    QVERIFY(said.coverage.front().coverage.slices() == (std::vector {CoverageSlice {before, Completeness::Unknown, 0, {}}}));
}

void TestSealCompleteness::aPartOfAPartSaysBoth()
{
    const QString first = part({syncedNoon, syncedNoon + 2 * syncedHour}, "actor:ann");
    const QString second = path(u"second.auditlens"_s);
    const TimeRange late {syncedNoon + syncedHour, TimeRange().end};
    must(sealArchive(partRequest(opened(first), second, late, {}), sealingKey()));
    const ArchiveCompleteness said = known(second);
    QCOMPARE(said.cuts.size(), std::size_t(2));
    QCOMPARE(said.cuts[0], known(first).cuts.front());
    QCOMPARE(said.cuts[1], (ArchiveCut {{}, "UTC", "2023-01-01T13:00:00.000000000Z", {}, 4}));
    QCOMPARE(said.coverage.front().coverage.slices().size(), std::size_t(1));
    QCOMPARE(said.coverage.front().coverage.slices().front().note, "It hands out 50.");
    QCOMPARE(checked(second).state, SealState::Intact);
}

void TestSealCompleteness::aPartOfFilesHasNoLedger()
{
    m_folder = std::make_unique<ImportFolder>();
    QVERIFY(m_folder->import({m_folder->write(u"in.jsonl"_s, lines())}).ok());
    const QString cut = part({syncedNoon, syncedNoon + syncedHour}, {});
    QVERIFY(known(cut).coverage.empty());
    QCOMPARE(known(cut).cuts.size(), std::size_t(1));
    QVERIFY(!leafDigest(sealIn(cut), "coverage"));
}

// The ledger may speak of events that were not there when the query was asked.
void TestSealCompleteness::whatHasGrownIsAskedAgain()
{
    const auto asked = opened(archive());
    const SealRequest request = partRequest(asked, path(u"part.auditlens"_s), TimeRange(), {});
    QVERIFY(m_folder->import({m_folder->write(u"more.jsonl"_s, tigerLine(99, "2023-01-01T12:10:00Z") + '\n')}).ok());
    const auto refused = sealArchive(request, sealingKey());
    QVERIFY(!refused.ok() && !QFile::exists(request.target));
    QVERIFY2(refused.error().why.contains(u"has grown"_s), qPrintable(refused.error().oneLine()));
    QVERIFY(sealArchive(partRequest(opened(archive()), request.target, TimeRange(), {}), sealingKey()).ok());
    QCOMPARE(known(request.target).cuts.front().ofEvents, std::uint64_t(events + 1));
}

void TestSealCompleteness::aTwinSaysWhatWasSealed()
{
    SealRequest request = sealRequest(archive());
    request.redactable = true;
    must(sealArchive(request, sealingKey()));
    const QString twin = twinOf(archive());
    QVERIFY(known(twin).coverage.front().coverage.slices() == known(archive()).coverage.front().coverage.slices());
    QVERIFY(known(twin).cuts.empty());
    QVERIFY(readFile(archive()).contains("cursor-of-prod"));
    QVERIFY(!readFile(twin).contains("cursor-of-prod") && !readFile(twin).contains("scope-of-prod"));
    const auto report = check(twin);
    QVERIFY2(report.ok() && report->state == SealState::Intact, report ? qPrintable(report->problems.join(u' ')) : "");
}

void TestSealCompleteness::aTwinOfAPartSaysBoth()
{
    const QString cut = part({syncedNoon, syncedNoon + 2 * syncedHour}, "actor:ann", true);
    const QString twin = twinOf(cut);
    QVERIFY(known(twin).cuts == known(cut).cuts);
    QVERIFY(known(twin).coverage.front().coverage.slices() == known(cut).coverage.front().coverage.slices());
    QCOMPARE(must(check(twin)).state, SealState::Intact);
}

// What an older version sealed has no hash of its ledger, and a twin says nothing that cannot be verified.
void TestSealCompleteness::aSealWithoutTheseHashesHasATwinWithoutALedger()
{
    SealRequest request = sealRequest(archive());
    request.redactable = true;
    must(sealArchive(request, sealingKey()));
    const QByteArray older = resigned(sealOf(readFile(archive())),
        [](Seal& seal) { std::erase_if(seal.leaves, [](const SealLeaf& leaf) { return leaf.name.starts_with('c') || leaf.name == "syncs"; }); });
    writeBytes(archive(), withSeal(readFile(archive()), older));
    QCOMPARE(checked(archive()).state, SealState::Intact);
    const QString twin = twinOf(archive());
    QVERIFY(known(twin).coverage.empty());
    QCOMPARE(must(check(twin)).state, SealState::Intact);
}

void TestSealCompleteness::everyChangeIsFound_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QStringList>("parts");
    QTest::newRow("a state") << u"UPDATE coverage SET state = 1"_s << QStringList {u"coverage"_s};
    QTest::newRow("a note") << u"UPDATE coverage SET note = '' WHERE state = 2"_s << QStringList {u"coverage"_s};
    QTest::newRow("a stretch is gone") << u"DELETE FROM coverage WHERE state = 2"_s << QStringList {u"coverage"_s};
    QTest::newRow("the table is gone") << u"DROP TABLE coverage"_s << QStringList {u"schema"_s, u"coverage"_s};
    QTest::newRow("another query") << u"UPDATE cuts SET query = ''"_s << QStringList {u"cuts"_s};
    QTest::newRow("whole again") << u"DELETE FROM cuts"_s << QStringList {u"cuts"_s};
}

void TestSealCompleteness::everyChangeIsFound()
{
    QFETCH(QString, sql);
    QFETCH(QStringList, parts);
    const QString cut = part(TimeRange(), "actor:ann");
    const QByteArray seal = sealOf(readFile(cut));
    must(must(Database::open(cut, Database::Mode::ReadWrite))->execute(sql.toStdString()));
    const QByteArray file = readFile(cut);
    writeBytes(cut, (file.endsWith(seal) ? file.chopped(seal.size()) : file) + seal);
    const SealReport report = checked(cut);
    QCOMPARE(report.state, SealState::Changed);
    QCOMPARE(report.changedParts, parts);
}

void TestSealCompleteness::aChangedLedgerOfATwinIsFound_data()
{
    QTest::addColumn<QString>("sql");
    QTest::addColumn<QString>("told");
    QTest::newRow("a state") << u"UPDATE coverage SET state = 1"_s << u"The ledger of completeness is not as it was sealed."_s;
    QTest::newRow("the table is gone") << u"DROP TABLE coverage"_s << u"The ledger of completeness is not as it was sealed."_s;
    QTest::newRow("another query") << u"UPDATE cuts SET query = ''"_s << u"cut out of another archive is not as it was sealed."_s;
    QTest::newRow("a table more") << u"CREATE TABLE cursors (a)"_s << u"(schema)"_s;
}

void TestSealCompleteness::aChangedLedgerOfATwinIsFound()
{
    QFETCH(QString, sql);
    QFETCH(QString, told);
    const QString twin = twinOf(part(TimeRange(), "actor:ann", true));
    must(must(Database::open(twin, Database::Mode::ReadWrite))->execute(sql.toStdString()));
    const auto report = must(check(twin));
    QCOMPARE(report.state, SealState::Changed);
    QVERIFY2(report.problems.join(u' ').contains(told), qPrintable(report.problems.join(u' ')));
}

void TestSealCompleteness::cutsThatCannotBeShownAreDamage()
{
    const QString cut = part(TimeRange(), "actor:ann");
    must(must(Database::open(cut, Database::Mode::ReadWrite))->execute("UPDATE cuts SET query = 'a' || char(10) || 'All is complete.'"));
    const auto read = readCompleteness(*opened(cut));
    QVERIFY(!read.ok() && read.error().damage);
}

QTEST_GUILESS_MAIN(TestSealCompleteness)
#include "tst_sealcompleteness.moc"
