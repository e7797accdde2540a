// SPDX-License-Identifier: MIT
#include "sealsupport.h"

#include "integrity/signatures.h"
#include "query/binder.h"
#include "seal/redact.h"
#include "seal/sealtext.h"
#include "seal/twincheck.h"
#include "seal/twintable.h"
#include "store/blockcodec.h"
#include "store/recordcopy.h"
#include "support/importing.h"
#include "support/testsupport.h"

#include <QtTest>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int records = 30;
const QByteArray secretName = "Zaphod-Beeblebrox";

/// Events 0, 1, … by a person with a name of their own, who is named in the mail, too.
QByteArray lines(int first, int count)
{
    QByteArray all;
    for (int i = first; i < first + count; ++i) {
        QByteArray line = tigerLine(i);
        const QByteArray name = secretName + QByteArray::number(i);
        const QByteArray named = '"' + name + "\", \"email\": \"" + name + "@x.org\"";
        const QByteArray tenant = "\"tenant\": \"t" + QByteArray::number(i) + '"';
        all += line.replace("\"ann\"", named).replace("\"tenant\": \"t1\"", tenant) + '\n';
    }
    return all;
}

QString wordOf(const Result<SealReport>& report)
{
    return report ? QString::fromUtf8(stateName(report->state).data()) + u": "_s + report->problems.join(u' ') : report.error().oneLine();
}

} // namespace

/// Redacted twins: what is left is as it was sealed, what is gone is gone, and every change shows.
class TestTwin : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aTwinIsAsItWasSealed();
    void itShowsEverythingElse();
    void nothingOfTheValuesIsInIt();
    void signaturesOfRedactedRecordsAreNotCalledForged();
    void copiesOfAValueAreTold();
    void placesInArraysAndTables();
    void manySegmentsAndSources();
    void theSealSaysWhoMadeIt();
    void aTwinStaysAsItIs();
    void everyTamperingIsFound_data();
    void everyTamperingIsFound();
    void recordsThatWereAddedAreFound();
    void rowsThatWereChangedAreFound_data();
    void rowsThatWereChangedAreFound();
    void aTableThatIsNoneIsDamaged_data();
    void aTableThatIsNoneIsDamaged();
    void whatCannotBeRedactedIsRefused_data();
    void whatCannotBeRedactedIsRefused();
    void anArchiveWithoutFieldHashesIsRefused();
    void aChangedArchiveIsRefused();
    void aCancelledTwinLeavesNothing();

private:
    QString twinPath() const { return m_folder->path(u"twin.auditlens"_s); }
    void seal(const QByteArray& text) const;
    Result<RedactOutcome> redact(const QStringList& fields) const;
    static Result<SealReport> check(const QString& path);
    /// The twin written again with other records, as if they were the sealed ones.
    void rewrite(const RecordForCopy& record) const;
    void change(const QString& path, const std::string& sql) const;

    std::unique_ptr<ImportFolder> m_folder;
};

void TestTwin::init()
{
    m_folder = std::make_unique<ImportFolder>();
}

void TestTwin::seal(const QByteArray& text) const
{
    if (!text.isEmpty() && !m_folder->import({m_folder->write(u"in.jsonl"_s, text)}))
        qFatal("no import");
    SealRequest request = sealRequest(m_folder->archivePath());
    request.redactable = true;
    must(sealArchive(request, sealingKey()));
}

Result<RedactOutcome> TestTwin::redact(const QStringList& fields) const
{
    return redactArchive({m_folder->open(), twinPath(), fields});
}

Result<SealReport> TestTwin::check(const QString& path)
{
    const SealKey known[] = {knownSealKey()};
    const auto archive = Archive::open(path, allFormats());
    return archive ? checkSealOf(**archive, known) : archive.error();
}

void TestTwin::rewrite(const RecordForCopy& record) const
{
    const QString other = m_folder->path(u"other.auditlens"_s);
    {
        const auto twin = must(Archive::open(twinPath(), allFormats()));
        must(copyRecords(*twin, other, record));
        const auto table = must(readTwinTable(*must(Database::open(twinPath(), Database::Mode::ReadOnly))));
        must(createTwinTable(*must(Database::open(other, Database::Mode::ReadWrite)), *table));
        // Whoever changes records keeps the counts that are sealed.
        auto counts = must(Database::open(other, Database::Mode::ReadWrite));
        for (const StoredSource& source : twin->info().sources)
            must(counts->execute("UPDATE sources SET events = " + std::to_string(source.events) + " WHERE id = " + std::to_string(int(source.id))));
    }
    QVERIFY(QFile::remove(twinPath()) && QFile::rename(other, twinPath()));
}

void TestTwin::change(const QString& path, const std::string& sql) const
{
    must(must(Database::open(path, Database::Mode::ReadWrite))->execute(sql));
}

void TestTwin::aTwinIsAsItWasSealed()
{
    seal(lines(0, records) + "nonsense\n");
    QCOMPARE(checked(m_folder->archivePath()).state, SealState::Intact);
    const auto outcome = redact({u"actor.username"_s, u"actor.email"_s});
    QVERIFY2(outcome.ok(), outcome ? "" : qPrintable(outcome.error().oneLine()));
    QCOMPARE(outcome->values, std::uint64_t(2 * records));
    QCOMPARE(outcome->records, std::uint64_t(records));
    const auto report = check(twinPath());
    QVERIFY2(report.ok() && report->state == SealState::Intact && report->isWell(), qPrintable(wordOf(report)));
    QVERIFY(report->twin);
    QCOMPARE(report->twin->values, std::uint64_t(2 * records));
    QCOMPARE(report->twin->fields, 2u);
    QCOMPARE(report->keyName, u"key s"_s);
    QCOMPARE(report->statement->events, std::uint64_t(records));
    QCOMPARE(report->statement->rejected, 1u);
    QVERIFY2(sealSentences(*report).join(u' ').contains(u"60 values of 2 fields are redacted"_s), qPrintable(sealSentences(*report).join(u' ')));
}

void TestTwin::itShowsEverythingElse()
{
    seal(lines(0, records));
    QVERIFY(redact({u"actor.username"_s}).ok());
    const auto sealed = m_folder->open();
    const auto twin = must(Archive::open(twinPath(), allFormats()));
    QCOMPARE(twin->size(), sealed->size());
    QVERIFY(twin->info().id != sealed->info().id);
    QCOMPARE(twin->info().sources.front().info.name, sealed->info().sources.front().info.name);
    for (std::uint32_t row = 0; row < twin->size(); ++row) {
        const StoredEvent found = must(twin->event(Row(row)));
        AuditEvent expected = must(sealed->event(Row(row))).event;
        QVERIFY2(markedHash(found.event.actor.name), found.event.actor.name.c_str());
        expected.actor.name = found.event.actor.name;
        expected.extra = found.event.extra;
        QVERIFY(found.event == expected);
    }
    const auto count = [](const Archive& archive, const char* text) {
        return archive.find(readQuery(QString::fromLatin1(text), TimeContext::current(QTimeZone::utc())).query, {}).rows.size();
    };
    QCOMPARE(count(*sealed, "actor:Zaphod-Beeblebrox7"), 1u);
    QCOMPARE(count(*twin, "actor:Zaphod-Beeblebrox7"), 0u);
    QCOMPARE(count(*twin, "tenant:t7"), 1u);
}

static QByteArray unpackedBytes(const QString& path)
{
    QByteArray all = readFile(path);
    const auto database = must(Database::open(path, Database::Mode::ReadOnly));
    for (const char* table : {"dictionaries", "columns", "payload_blocks", "text_blocks"}) {
        auto rows = must(database->prepare("SELECT data FROM " + std::string(table)));
        must(rows.forEachRow([&]() -> Result<void> {
            const auto block = unpackBlock(rows.blob(0));
            all.append(block->view().data(), qsizetype(block->size()));
            return {};
        }));
    }
    return all;
}

void TestTwin::nothingOfTheValuesIsInIt()
{
    seal(lines(0, records) + secretName + " is no record\n");
    QVERIFY(redact({u"actor"_s}).ok());
    const auto database = must(Database::open(m_folder->archivePath(), Database::Mode::ReadOnly));
    const FieldSeed seed = *must(readFieldSeed(*database));
    const auto bytes = [](const FieldSeed& secret) { return QByteArray(reinterpret_cast<const char*>(secret.data()), qsizetype(secret.size())); };
    const QByteArray sealed = unpackedBytes(m_folder->archivePath());
    const QByteArray twin = unpackedBytes(twinPath());
    QVERIFY(sealed.contains(secretName) && sealed.contains(bytes(seed).toHex()));
    QVERIFY(!twin.contains(secretName) && !twin.contains(secretName.toLower()));
    QVERIFY(!twin.contains(bytes(seed)) && !twin.contains(bytes(seed).toHex()));
    for (const char* redacted : {".actor.username", ".actor.email", ".actor.id", ".actor"})
        QVERIFY2(!twin.contains(bytes(fieldSeed(seed, redacted))) && !twin.contains(bytes(fieldSeed(seed, redacted)).toHex()), redacted);
    QVERIFY(twin.contains(bytes(fieldSeed(seed, ".tenant"))));
}

void TestTwin::signaturesOfRedactedRecordsAreNotCalledForged()
{
    QVERIFY(m_folder->import({sourcePath(u"resources/demo/export/logs_export.json"_s)}).ok());
    seal({});
    QVERIFY(redact({u"user_id"_s}).ok());
    const auto counted = [](const Archive& archive) {
        std::vector<SchemeKeys> keys(1);
        keys.front().scheme = possibleSchemes(archive.info()).front()->id();
        keys.front().names.emplace_back("another");
        keys.front().keys.push_back(Secret::copyOf("another key than that of the service"));
        return must(checkSignatures(archive, keys, {}, {}));
    };
    const SignatureReport sealed = counted(*m_folder->open());
    const SignatureReport twin = counted(*must(Archive::open(twinPath(), allFormats())));
    QVERIFY(sealed.count(SignatureState::Invalid) > 5);
    QCOMPARE(twin.count(SignatureState::Invalid), 0u);
    QCOMPARE(twin.count(SignatureState::UnknownScheme), sealed.count(SignatureState::Invalid));
}

void TestTwin::copiesOfAValueAreTold()
{
    seal(lines(0, records));
    const auto outcome = redact({u"actor.username"_s});
    QVERIFY(outcome.ok());
    QCOMPARE(outcome->left.size(), 1u);
    QCOMPARE(outcome->left.front().field, u"actor.username"_s);
    QCOMPARE(outcome->left.front().alsoIn, u"actor.email"_s);
    QCOMPARE(outcome->left.front().records, std::uint64_t(records));
}

void TestTwin::placesInArraysAndTables()
{
    QByteArray line = tigerLine(1);
    line.replace("\"tenant\"", "\"tags\": [{\"of\": \"x1\"}, {\"of\": [\"x2\", []]}], \"t\\u0061gs\": {\"of\": {}}, \"tenant\"");
    QVERIFY(m_folder->import({m_folder->write(u"in.jsonl"_s, line + '\n')}).ok());
    QVERIFY(m_folder->import({sourcePath(u"resources/demo/export/audit_logs.csv"_s)}).ok());
    seal({});
    const auto outcome = redact({u"tags[].of"_s, u"user_agent"_s, u"metadata"_s});
    QVERIFY2(outcome.ok(), outcome ? "" : qPrintable(outcome.error().oneLine()));
    QVERIFY(outcome->values > 4);
    const auto report = check(twinPath());
    QVERIFY2(report.ok() && report->state == SealState::Intact, qPrintable(wordOf(report)));
    QCOMPARE(report->twin->values, outcome->values);
}

void TestTwin::manySegmentsAndSources()
{
    for (const char* name : {"policies_week13.zip", "consent-query_range.json", "audit_logs.csv", "logs_export.json"})
        QVERIFY(m_folder->import({sourcePath(u"resources/demo/export/"_s + QString::fromLatin1(name))}).ok());
    seal({});
    const auto outcome = redact({u"actor.username"_s});
    QVERIFY2(outcome.ok(), outcome ? "" : qPrintable(outcome.error().oneLine()));
    const auto report = check(twinPath());
    QVERIFY2(report.ok() && report->state == SealState::Intact, qPrintable(wordOf(report)));
}

void TestTwin::theSealSaysWhoMadeIt()
{
    seal(lines(0, 3));
    QVERIFY(redact({u"tenant"_s}).ok());
    const auto twin = must(Archive::open(twinPath(), allFormats()));
    const SealKey other[] = {knownSealKey('x')};
    const auto report = must(checkSealOf(*twin, other));
    QCOMPARE(report.state, SealState::UnknownKey);
    QVERIFY(!report.isWell() && report.twin);
    Cancellation cancelled;
    cancelled.request();
    QVERIFY(!must(checkSealOf(*twin, other, cancelled)).complete);
}

void TestTwin::aTwinStaysAsItIs()
{
    seal(lines(0, 3));
    QVERIFY(redact({u"tenant"_s}).ok());
    const QByteArray before = readFile(twinPath());
    const auto writer = ArchiveWriter::open(twinPath());
    QVERIFY(!writer.ok());
    QVERIFY2(writer.error().why.contains(u"redacted twin"_s), qPrintable(writer.error().oneLine()));
    QVERIFY(!sealArchive(sealRequest(twinPath()), sealingKey()).ok());
    QCOMPARE(readFile(twinPath()), before);
}

void TestTwin::everyTamperingIsFound_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QString>("told");
    QTest::newRow("a value left") << QByteArray("\"before\": \"a\"") << QByteArray("\"before\": \"c\"") << u"not as they were sealed"_s;
    QTest::newRow("a value left, written otherwise") << QByteArray("\"before\": \"a\"") << QByteArray("\"before\": \"\\u0061\"") << u"not as they were sealed"_s;
    QTest::newRow("a key") << QByteArray("\"object_repr\"") << QByteArray("\"object_rep\"") << u"not as they were sealed"_s;
    QTest::newRow("a key more") << QByteArray("{\"id\"") << QByteArray("{\"more\": 1, \"id\"") << u"not as they were sealed"_s;
    QTest::newRow("white space") << QByteArray("{\"id\"") << QByteArray("{ \"id\"") << u"not as they were sealed"_s;
    QTest::newRow("a mark is gone") << QByteArray("\"redacted:") << QByteArray("\"mark:") << u"not as they were sealed"_s;
    QTest::newRow("another mark") << QByteArray("redacted:sha256:") << QByteArray("redacted:sha256:0") << u"not as they were sealed"_s;
    QTest::newRow("a mark for a value left") << QByteArray("\"field_type\": \"CharField\"")
                                             << QByteArray("\"field_type\": \"redacted:sha256:" + QByteArray(64, '0') + "\"") << u"not as they were sealed"_s;
    QTest::newRow("a record is gone") << QByteArray() << QByteArray() << u"1 record"_s;
}

void TestTwin::everyTamperingIsFound()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QString, told);
    seal(lines(0, records));
    QVERIFY(redact({u"actor.username"_s}).ok());
    int changes = 0;
    std::string bytes;
    rewrite([&](const WalkedRecord& record) -> Result<std::optional<std::string_view>> {
        if (record.ordinal != 17)
            return std::optional(record.raw);
        ++changes;
        if (from.isEmpty())
            return std::optional<std::string_view>();
        bytes = record.raw;
        const std::size_t at = bytes.find(from.toStdString());
        if (at == std::string::npos)
            qFatal("nothing to change");
        bytes.replace(at, std::size_t(from.size()), to.toStdString());
        return std::optional(std::string_view(bytes));
    });
    QCOMPARE(changes, 1);
    const auto report = check(twinPath());
    QVERIFY2(report.ok() && report->state == SealState::Changed && !report->isWell(), qPrintable(wordOf(report)));
    QVERIFY2(report->problems.join(u' ').contains(told), qPrintable(wordOf(report)));
    if (!from.isEmpty())
        QVERIFY2(report->problems.join(u' ').contains(u"18 of \"in.jsonl\""_s), qPrintable(wordOf(report)));
}

void TestTwin::recordsThatWereAddedAreFound()
{
    seal(lines(0, records));
    QVERIFY(redact({u"actor.username"_s}).ok());
    const auto table = must(readTwinTable(*must(Database::open(twinPath(), Database::Mode::ReadOnly))));
    change(twinPath(), "DROP TABLE twin");
    ImportRequest request;
    request.paths = {m_folder->write(u"more.jsonl"_s, lines(90, 1))};
    request.archive = twinPath();
    QVERIFY(importFiles(request, *allFormats(), {}, {}).ok());
    must(createTwinTable(*must(Database::open(twinPath(), Database::Mode::ReadWrite)), *table));
    const auto report = check(twinPath());
    QVERIFY2(report.ok() && report->state == SealState::Changed, qPrintable(wordOf(report)));
    QVERIFY2(report->problems.join(u' ').contains(u"1 of \"more.jsonl\""_s), qPrintable(wordOf(report)));
}

void TestTwin::rowsThatWereChangedAreFound_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("a source's name") << QByteArray("UPDATE sources SET name = 'other'");
    QTest::newRow("a source's format") << QByteArray("UPDATE sources SET zone = 'Europe/Berlin'");
    QTest::newRow("a time of a segment") << QByteArray("UPDATE segments SET raw_bytes = raw_bytes + 1");
    QTest::newRow("a column") << QByteArray("UPDATE columns SET data = (SELECT data FROM columns WHERE id % 64 = 6) WHERE id % 64 = 7");
    QTest::newRow("words that are found") << QByteArray("UPDATE text_blocks SET signature = zeroblob(length(signature))");
    QTest::newRow("a rejected record") << QByteArray("INSERT INTO rejects VALUES (1, 0, 'x', 1, 1, 'because', x'00')");
    QTest::newRow("an index") << QByteArray("DROP INDEX text_places");
    QTest::newRow("the seed of a place is gone") << QByteArray("DELETE FROM twin WHERE name = '.tenant'");
    QTest::newRow("a seed for a redacted place") << QByteArray("INSERT INTO twin (kind, name, data) VALUES ('seed', '.actor.username', zeroblob(32))");
    QTest::newRow("seeds exchanged") << QByteArray("UPDATE twin SET data = (SELECT data FROM twin WHERE name = '.action') WHERE name = '.tenant'");
    QTest::newRow("the hashes of the records") << QByteArray("UPDATE twin SET data = zeroblob(length(data)) WHERE kind = 'records'");
    QTest::newRow("a hash too many") << QByteArray("UPDATE twin SET data = data || zeroblob(32) WHERE kind = 'records'");
    QTest::newRow("no hashes") << QByteArray("DELETE FROM twin WHERE kind = 'records'");
}

void TestTwin::rowsThatWereChangedAreFound()
{
    QFETCH(QByteArray, sql);
    seal(lines(0, records));
    QVERIFY(redact({u"actor.username"_s}).ok());
    change(twinPath(), sql.toStdString());
    const auto report = check(twinPath());
    QVERIFY2(!report || (report->state == SealState::Changed && !report->problems.isEmpty()), qPrintable(wordOf(report)));
}

void TestTwin::aTableThatIsNoneIsDamaged_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("no seal") << QByteArray("DELETE FROM twin WHERE kind = 'seal'");
    QTest::newRow("two seals") << QByteArray("INSERT INTO twin (kind, name, data) SELECT kind, name, data FROM twin WHERE kind = 'seal'");
    QTest::newRow("half a seal") << QByteArray("UPDATE twin SET data = substr(data, 1, 100) WHERE kind = 'seal'");
    QTest::newRow("half a seed") << QByteArray("UPDATE twin SET data = zeroblob(31) WHERE kind = 'seed'");
    QTest::newRow("half a hash") << QByteArray("UPDATE twin SET data = zeroblob(33) WHERE kind = 'records'");
    QTest::newRow("another kind") << QByteArray("INSERT INTO twin (kind, name, data) VALUES ('x', '', x'00')");
    QTest::newRow("other columns") << QByteArray("DROP TABLE twin; CREATE TABLE twin (a)");
}

void TestTwin::aTableThatIsNoneIsDamaged()
{
    QFETCH(QByteArray, sql);
    seal(lines(0, 3));
    QVERIFY(redact({u"actor.username"_s}).ok());
    change(twinPath(), sql.toStdString());
    const auto report = check(twinPath());
    QVERIFY2(!report || report->state == SealState::Damaged, qPrintable(wordOf(report)));
}

void TestTwin::whatCannotBeRedactedIsRefused_data()
{
    QTest::addColumn<QStringList>("fields");
    QTest::addColumn<QString>("told");
    QTest::newRow("the time") << QStringList{u"timestamp"_s} << u"Leave that field"_s;
    QTest::newRow("no field") << QStringList{} << u"No field is named"_s;
    QTest::newRow("an empty field") << QStringList{u" "_s} << u"No field is named"_s;
    QTest::newRow("a field that nobody has") << QStringList{u"tenant"_s, u"actor.use"_s} << u"No record has a field \"actor.use\""_s;
}

void TestTwin::whatCannotBeRedactedIsRefused()
{
    QFETCH(QStringList, fields);
    QFETCH(QString, told);
    seal(lines(0, 3));
    const auto outcome = redact(fields);
    QVERIFY(!outcome.ok());
    const QString said = outcome.error().oneLine() + outcome.error().help;
    QVERIFY2(said.contains(told), qPrintable(said));
    QVERIFY(!QFile::exists(twinPath()));
}

void TestTwin::anArchiveWithoutFieldHashesIsRefused()
{
    QVERIFY(m_folder->import({m_folder->write(u"in.jsonl"_s, lines(0, 3))}).ok());
    const auto open = redact({u"tenant"_s});
    QVERIFY(!open.ok());
    QVERIFY2(open.error().why.contains(u"not sealed"_s), qPrintable(open.error().oneLine()));
    must(sealArchive(sealRequest(m_folder->archivePath()), sealingKey()));
    const auto sealed = redact({u"tenant"_s});
    QVERIFY(!sealed.ok());
    QVERIFY2(sealed.error().why.contains(u"without the hashes of its fields"_s), qPrintable(sealed.error().oneLine()));
}

void TestTwin::aChangedArchiveIsRefused()
{
    seal(lines(0, 3));
    change(m_folder->archivePath(), "UPDATE sources SET name = 'x'");
    QVERIFY(!redact({u"tenant"_s}).ok());
    QVERIFY(!QFile::exists(twinPath()));
}

void TestTwin::aCancelledTwinLeavesNothing()
{
    seal(lines(0, 3));
    Cancellation cancellation;
    const auto outcome = redactArchive({m_folder->open(), twinPath(), {u"tenant"_s}}, cancellation,
        [&](std::uint64_t, std::uint64_t) { cancellation.request(); });
    QVERIFY(!outcome.ok());
    const QStringList there = QDir(m_folder->path({})).entryList(QDir::Files | QDir::Hidden);
    QVERIFY2(!there.join(u' ').contains(u"twin"_s), qPrintable(there.join(u' ')));
}

QTEST_GUILESS_MAIN(TestTwin)
#include "tst_twin.moc"
