// SPDX-License-Identifier: MIT
#include "clirun.h"
#include "store/database.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLockFile>
#include <QTemporaryDir>
#include <QTest>

using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray policyEvent(int number, const QByteArray& action, const QByteArray& status)
{
    const QByteArray n = QByteArray::number(number);
    return R"({"model":"policies.Policy","object_id":")" + n + R"(","timestamp":"2025-03-1)" + n
        + R"(T15:04:05.123456+00:00","diff":{"status":{"field":"status","label":"status","field_type":"CharField",)"
          R"("relation":"field","before":"pending","after":")"
        + status
        + R"("},"ssn":{"field":"ssn","label":"ssn","field_type":"CharField","relation":"field",)"
          R"("before":"masked:01a54629","after":"masked:9f86d081","encrypted_before":"enc:gAAAAABbefore",)"
          R"("encrypted_after":"enc:gAAAAABafter"}},"actor":{"username":"alice","email":"alice@example.com","id":42},)"
          R"("context":{"request":{"ip":"203.0.113.10"}},"summary":"","event_type":")"
        + action + R"(","event_id":"E-)" + n + "\"}\n";
}

QByteArray threeEvents()
{
    return policyEvent(1, "created", "open") + policyEvent(2, "updated", "approved") + policyEvent(3, "deleted", "=1+1");
}

} // namespace

class TestCli : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();

    void helpNeedsNoDisplay_data();
    void helpNeedsNoDisplay();
    void wrongUsageIsTwo_data();
    void wrongUsageIsTwo();
    void queryErrorsPointAtThePlace();

    void importReportsWhatItDid();
    void importReadsStandardInput();
    void importAgainAddsNothing();
    void rejectedRecordsAreOne();
    void unreadableInputIsThree();
    void importIntoSomethingElseIsFour();

    void facetsAndHistogram();
    void counts_data();
    void counts();
    void queryOutputs();
    void queryOrderAndLimit();
    void tableShowsTheEvents();
    void showTellsTheChanges();
    void exportEqualsTheCount();
    void exportLeavesTheOldFileWhenItFails();
    void infoTellsSourcesAndSpan();
    void formatsAreListed();

    void aMissingArchiveIsThree();
    void aDamagedArchiveIsFour_data();
    void aDamagedArchiveIsFour();
    void aNewerArchiveIsThree();
    void anArchiveInUseIsThree();
    void aWindowWithoutADisplayIsThree_data();
    void aWindowWithoutADisplayIsThree();
    void aFullDiskIsThree();
    void aClosedPipeIsSilent();
    void ciphersAreNeverPrinted();

private:
    QString place(const QString& name) const { return m_folder.filePath(name); }
    QString write(const QString& name, const QByteArray& bytes) const;
    CliRun onArchive(const QString& command, const QStringList& words) const;

    QTemporaryDir m_folder;
    QString m_archive;
};

QString TestCli::write(const QString& name, const QByteArray& bytes) const
{
    QFile file(place(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    return file.fileName();
}

CliRun TestCli::onArchive(const QString& command, const QStringList& words) const
{
    return runCli(QStringList {command, u"--archive"_s, m_archive} + words);
}

void TestCli::initTestCase()
{
    m_archive = place(u"policies.auditlens"_s);
    const CliRun run = runCli({u"import"_s, write(u"policies.jsonl"_s, threeEvents()), u"--archive"_s, m_archive});
    QVERIFY2(run.exitCode == 0, run.err.constData());
}

void TestCli::helpNeedsNoDisplay_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("part");
    QTest::newRow("--help") << QStringList {u"--help"_s} << QByteArray("Usage: auditlens");
    QTest::newRow("-h") << QStringList {u"-h"_s} << QByteArray("Commands:");
    QTest::newRow("--version") << QStringList {u"--version"_s} << QByteArray("AuditLens ");
    for (const QString& command : {u"import"_s, u"query"_s, u"show"_s, u"export"_s, u"info"_s, u"formats"_s})
        QTest::newRow(qPrintable(command)) << QStringList {command, u"--help"_s} << QByteArray("Usage: auditlens " + command.toUtf8());
}

void TestCli::helpNeedsNoDisplay()
{
    QFETCH(QStringList, words);
    QFETCH(QByteArray, part);
    const CliRun run = runCli(words);
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(run.out.contains(part), run.out.constData());
    QCOMPARE(run.err, QByteArray());
}

void TestCli::wrongUsageIsTwo_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("part");
    const auto row = [](const char* name, const QStringList& words, const char* part) {
        QTest::newRow(name) << words << QByteArray(part);
    };
    const QString archive = u"--archive"_s;
    row("a mistyped command names the nearest", {u"qeury"_s}, "Did you mean \"query\"?");
    row("import of nothing", {u"import"_s, archive, u"a"_s}, "nothing to import");
    row("import without an archive", {u"import"_s, u"-"_s}, "--archive is missing");
    row("import in an unknown format", {u"import"_s, u"-"_s, archive, u"a"_s, u"--format"_s, u"tigre"_s}, "Did you mean \"tiger\"?");
    row("import in an unknown zone", {u"import"_s, u"-"_s, archive, u"a"_s, u"--zone"_s, u"Mars/Base"_s}, "Mars/Base");
    row("an unknown option", {u"query"_s, u"--colour"_s}, "colour");
    row("an option without its value", {u"query"_s, archive}, "archive");
    row("query without an archive", {u"query"_s, u"a"_s}, "--archive is missing");
    row("a limit that is no number", {u"query"_s, archive, u"a"_s, u"--limit"_s, u"few"_s}, "few");
    row("an unknown order", {u"query"_s, archive, u"a"_s, u"--order"_s, u"up"_s}, "up");
    row("an unknown output", {u"query"_s, archive, u"a"_s, u"--output"_s, u"xml"_s}, "xml");
    row("a time that is none", {u"query"_s, archive, u"a"_s, u"--from"_s, u"soon"_s}, "soon");
    row("show without an event", {u"show"_s, archive, u"a"_s}, "Name one event");
    row("export without a format", {u"export"_s, archive, u"a"_s, u"-o"_s, u"x"_s}, "--output-format");
    row("export without a file", {u"export"_s, archive, u"a"_s, u"--output-format"_s, u"csv"_s}, "-o is missing");
    row("info with a word too many", {u"info"_s, archive, u"a"_s, u"b"_s}, "\"b\"");
    row("formats with a word too many", {u"formats"_s, u"b"_s}, "\"b\"");
}

void TestCli::wrongUsageIsTwo()
{
    QFETCH(QStringList, words);
    QFETCH(QByteArray, part);
    const CliRun run = runCli(words);
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.err.contains(part), run.err.constData());
    QCOMPARE(run.out, QByteArray());
}

void TestCli::queryErrorsPointAtThePlace()
{
    const CliRun run = onArchive(u"query"_s, {u"x actr:alice"_s});
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.err.startsWith("x actr:alice\n  ^^^^^ "), run.err.constData());
    QVERIFY(run.err.contains("Did you mean \"actor\"?"));
    QCOMPARE(run.out, QByteArray());
}

void TestCli::importReportsWhatItDid()
{
    const CliRun run = runCli({u"import"_s, write(u"once.jsonl"_s, threeEvents()), u"--archive"_s, place(u"once.auditlens"_s), u"--json"_s});
    QVERIFY2(run.exitCode == 0, run.err.constData());
    const QJsonObject report = run.object();
    QCOMPARE(report[u"files"].toInt(), 1);
    QCOMPARE(report[u"events"].toInt(), 3);
    QCOMPARE(report[u"duplicates"].toInt(), 0);
    QCOMPARE(report[u"rejected"].toInt(), 0);
    QCOMPARE(report[u"first_errors"].toArray().size(), 0);
    QCOMPARE(report[u"format"].toString(), u"tiger"_s);
    QVERIFY(report[u"seconds"].isDouble());
    QCOMPARE(report[u"cancelled"].toBool(true), false);
}

void TestCli::importReadsStandardInput()
{
    const QString archive = place(u"stdin.auditlens"_s);
    const CliRun run = runCli({u"import"_s, u"-"_s, u"--archive"_s, archive, u"--json"_s}, threeEvents());
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QCOMPARE(run.object()[u"events"].toInt(), 3);
    QCOMPARE(runCli({u"query"_s, u"--archive"_s, archive, u"--count"_s}).out, QByteArray("3\n"));
}

void TestCli::importAgainAddsNothing()
{
    const QString file = write(u"again.jsonl"_s, threeEvents());
    const QStringList words {u"import"_s, file, u"--archive"_s, place(u"again.auditlens"_s), u"--json"_s};
    QCOMPARE(runCli(words).object()[u"events"].toInt(), 3);
    const CliRun second = runCli(words);
    QCOMPARE(second.exitCode, 0);
    QCOMPARE(second.object()[u"events"].toInt(-1), 0);
    QCOMPARE(second.object()[u"duplicates"].toInt(), 3);
}

void TestCli::rejectedRecordsAreOne()
{
    const QString file = write(u"broken.jsonl"_s, policyEvent(1, "created", "a") + "{\"half\": \n" + policyEvent(2, "updated", "b"));
    const QString archive = place(u"broken.auditlens"_s);
    const CliRun run = runCli({u"import"_s, file, u"--archive"_s, archive, u"--json"_s});
    QCOMPARE(run.exitCode, 1);
    QCOMPARE(run.object()[u"events"].toInt(), 2);
    QCOMPARE(run.object()[u"rejected"].toInt(), 1);
    const QJsonObject error = run.object()[u"first_errors"].toArray().at(0).toObject();
    QCOMPARE(error[u"line"].toInt(), 2);
    QVERIFY(error[u"file"].toString().contains(u"broken.jsonl"));
    QVERIFY(!error[u"reason"].toString().isEmpty());
    QVERIFY2(run.err.contains("Rejected records: 1") && run.err.contains("broken.jsonl:2"), run.err.constData());

    const QJsonObject info = runCli({u"info"_s, u"--archive"_s, archive, u"--json"_s, u"--rejects"_s, u"5"_s}).object();
    QCOMPARE(info[u"rejected"].toInt(), 1);
    QCOMPARE(info[u"rejects"].toArray().at(0).toObject()[u"line"].toInt(), 2);
}

void TestCli::unreadableInputIsThree()
{
    const CliRun run = runCli({u"import"_s, place(u"nowhere.jsonl"_s), u"--archive"_s, place(u"nowhere.auditlens"_s)});
    QCOMPARE(run.exitCode, 3);
    QVERIFY2(run.err.contains("nowhere.jsonl"), run.err.constData());
}

void TestCli::importIntoSomethingElseIsFour()
{
    const QString other = write(u"notes.txt"_s, "these are my notes, not an archive");
    const CliRun run = runCli({u"import"_s, write(u"in.jsonl"_s, threeEvents()), u"--archive"_s, other});
    QCOMPARE(run.exitCode, 4);
    QFile file(other);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("these are my notes, not an archive"));
}

void TestCli::counts_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("count");
    QTest::newRow("everything") << QStringList {} << 3;
    QTest::newRow("a verb") << QStringList {u"action:update"_s} << 1;
    QTest::newRow("several words") << QStringList {u"actor:alice"_s, u"entity:Policy#2"_s} << 1;
    QTest::newRow("a word that begins with a minus") << QStringList {u"-action:delete"_s} << 2;
    QTest::newRow("a minus behind --") << QStringList {u"--"_s, u"-approved"_s} << 2;
    QTest::newRow("a free word") << QStringList {u"APPROVED"_s} << 1;
    QTest::newRow("masked") << QStringList {u"masked:true"_s} << 3;
    QTest::newRow("or") << QStringList {u"to:open OR to:approved"_s} << 2;
    QTest::newRow("nothing") << QStringList {u"actor:nobody"_s} << 0;
    QTest::newRow("from a day") << QStringList {u"--from"_s, u"2025-03-12"_s} << 2;
    QTest::newRow("to a day, which is included") << QStringList {u"--to"_s, u"2025-03-12"_s} << 2;
    QTest::newRow("to a time of day") << QStringList {u"--to"_s, u"2025-03-12T15:04"_s} << 1;
    QTest::newRow("from a time long ago") << QStringList {u"--to"_s, u"-1d"_s} << 3;
    QTest::newRow("a day in another zone") << QStringList {u"on:2025-03-12"_s, u"--zone"_s, u"Pacific/Kiritimati"_s} << 1;
}

void TestCli::counts()
{
    QFETCH(QStringList, words);
    QFETCH(int, count);
    const CliRun run = onArchive(u"query"_s, QStringList {u"--count"_s} + words);
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QCOMPARE(run.out, QByteArray::number(count) + '\n');
}

void TestCli::facetsAndHistogram()
{
    const CliRun run = onArchive(u"query"_s,
        {u"action:created"_s, u"--facet"_s, u"action"_s, u"--facet"_s, u"actor:1"_s, u"--histogram"_s, u"day"_s, u"--output"_s, u"json"_s});
    QVERIFY2(run.exitCode == 0, run.err.constData());
    const QJsonObject answers = QJsonDocument::fromJson(run.out).object();
    QCOMPARE(answers[u"events"].toInt(), 1);
    const QJsonObject actions = answers[u"facets"][0].toObject();
    QCOMPARE(actions[u"events"].toInt(), 3); // Without the query's own condition on the action.
    QCOMPARE(actions[u"distinct"].toInt(), 3);
    QCOMPARE(answers[u"facets"][1][u"values"][0][u"value"].toString(), u"alice"_s);
    QCOMPARE(answers[u"facets"][1][u"values"][0][u"events"].toInt(), 1);
    const QJsonArray bins = answers[u"histogram"].toArray();
    QCOMPARE(bins.size(), 1);
    QCOMPARE(bins[0][u"from"].toString(), u"2025-03-11T00:00:00.000Z"_s);
    QCOMPARE(bins[0][u"verbs"][u"create"].toInt(), 1);
    QCOMPARE(onArchive(u"query"_s, {u"--facet"_s, u"colour"_s}).exitCode, 2);
    QCOMPARE(onArchive(u"query"_s, {u"--facet"_s, u"actor:none"_s}).exitCode, 2);
    QCOMPARE(onArchive(u"query"_s, {u"--histogram"_s, u"fortnight"_s}).exitCode, 2);
}

void TestCli::queryOutputs()
{
    const CliRun lines = onArchive(u"query"_s, {u"--output"_s, u"jsonl"_s});
    QCOMPARE(lines.exitCode, 0);
    QCOMPARE(lines.lines().size(), 3);
    const QJsonObject event = QJsonDocument::fromJson(lines.lines().at(1)).object();
    QCOMPARE(event[u"id"].toString(), u"E-2"_s);
    QCOMPARE(event[u"time"].toString(), u"2025-03-12T15:04:05.123456Z"_s);
    QCOMPARE(event[u"verb"].toString(), u"update"_s);
    QCOMPARE(event[u"entity"].toObject()[u"type"].toString(), u"policies.Policy"_s);
    QVERIFY(event[u"summary"].toString().contains(u"status from pending to approved"));
    QVERIFY(event[u"source"].toString().contains(u"policies.jsonl"));

    const CliRun array = onArchive(u"query"_s, {u"--output"_s, u"json"_s});
    QCOMPARE(QJsonDocument::fromJson(array.out).array().size(), 3);

    const CliRun csv = onArchive(u"query"_s, {u"--output"_s, u"csv"_s, u"--zone"_s, u"Asia/Kolkata"_s});
    QVERIFY(csv.out.startsWith("time (Asia/Kolkata),id,"));
    QVERIFY(csv.out.contains("2025-03-12T20:34:05.123456+05:30,E-2,"));
}

void TestCli::queryOrderAndLimit()
{
    const auto firstId = [this](const QStringList& words) {
        const CliRun run = onArchive(u"query"_s, QStringList {u"--output"_s, u"jsonl"_s} + words);
        return QJsonDocument::fromJson(run.lines().value(0)).object()[u"id"].toString();
    };
    QCOMPARE(firstId({}), u"E-3"_s);
    QCOMPARE(firstId({u"--order"_s, u"desc"_s}), u"E-3"_s);
    QCOMPARE(firstId({u"--order"_s, u"asc"_s}), u"E-1"_s);
    const CliRun limited = onArchive(u"query"_s, {u"--output"_s, u"jsonl"_s, u"--limit"_s, u"2"_s});
    QCOMPARE(limited.lines().size(), 2);
    QVERIFY2(limited.err.contains("2 of 3"), limited.err.constData());
}

void TestCli::tableShowsTheEvents()
{
    const CliRun run = onArchive(u"query"_s, {u"action:update"_s});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.lines().size(), 2);
    QVERIFY(run.lines().at(0).startsWith("TIME (UTC)"));
    for (const char* part : {"2025-03-12T15:04:05.123456Z", "alice", "Policy 2", "status pending → approved", "ssn (masked)"})
        QVERIFY2(run.lines().at(1).contains(part), run.out.constData());
}

void TestCli::showTellsTheChanges()
{
    const CliRun text = onArchive(u"show"_s, {u"E-2"_s});
    QCOMPARE(text.exitCode, 0);
    for (const char* part : {"alice updated Policy 2", "- pending", "+ approved", "203.0.113.10", "(masked)"})
        QVERIFY2(text.out.contains(part), text.out.constData());
    const CliRun json = onArchive(u"show"_s, {u"E-2"_s, u"--json"_s});
    QCOMPARE(json.object()[u"changes"].toArray().size(), 2);
    const CliRun line = onArchive(u"query"_s, {u"id:E-2"_s, u"--output"_s, u"jsonl"_s});
    QCOMPARE(json.out, line.out);
    const CliRun missing = onArchive(u"show"_s, {u"E-9"_s});
    QCOMPARE(missing.exitCode, 3);
    QVERIFY(missing.err.contains("E-9"));
}

void TestCli::exportEqualsTheCount()
{
    const auto exported = [this](const QString& format) {
        const QString file = place(u"out."_s + format);
        const CliRun run = onArchive(u"export"_s, {u"-action:create"_s, u"--output-format"_s, format, u"-o"_s, file});
        QFile written(file);
        return run.exitCode == 0 && run.out.isEmpty() && written.open(QIODevice::ReadOnly) ? written.readAll() : run.err;
    };
    const QByteArray csv = exported(u"csv"_s);
    QCOMPARE(csv.count("\r\n"), 3);
    QVERIFY2(csv.contains("status: pending -> =1+1; ssn: (masked) -> (masked)"), csv.constData());
    QCOMPARE(exported(u"jsonl"_s).count('\n'), 2);
    const QJsonArray array = QJsonDocument::fromJson(exported(u"json"_s)).array();
    QCOMPARE(array.size(), 2);
    QCOMPARE(array.at(0).toObject()[u"id"].toString(), u"E-2"_s);
}

void TestCli::exportLeavesTheOldFileWhenItFails()
{
    const CliRun nowhere = onArchive(u"export"_s, {u"--output-format"_s, u"csv"_s, u"-o"_s, place(u"no/such/folder/x.csv"_s)});
    QCOMPARE(nowhere.exitCode, 3);
    const CliRun itself = onArchive(u"export"_s, {u"--output-format"_s, u"csv"_s, u"-o"_s, m_archive});
    QCOMPARE(itself.exitCode, 2);
    QCOMPARE(onArchive(u"query"_s, {u"--count"_s}).out, QByteArray("3\n"));
}

void TestCli::infoTellsSourcesAndSpan()
{
    const QJsonObject info = onArchive(u"info"_s, {u"--json"_s}).object();
    QCOMPARE(info[u"events"].toInt(), 3);
    QCOMPARE(info[u"rejected"].toInt(-1), 0);
    QCOMPARE(info[u"first"].toString(), u"2025-03-11T15:04:05.123Z"_s);
    QCOMPARE(info[u"last"].toString(), u"2025-03-13T15:04:05.123Z"_s);
    QVERIFY(info[u"file_bytes"].toInt() > 0);
    QVERIFY(info[u"raw_bytes"].toInt() > 0);
    const QJsonArray sources = info[u"sources"].toArray();
    QCOMPARE(sources.size(), 1);
    QCOMPARE(sources.at(0).toObject()[u"format"].toString(), u"tiger"_s);
    QCOMPARE(sources.at(0).toObject()[u"events"].toInt(), 3);
    const CliRun text = onArchive(u"info"_s, {});
    QCOMPARE(text.exitCode, 0);
    QVERIFY2(text.out.contains("Events:     3\n"), text.out.constData());
}

void TestCli::formatsAreListed()
{
    const CliRun json = runCli({u"formats"_s, u"--json"_s});
    QCOMPARE(json.exitCode, 0);
    QStringList ids;
    for (const auto& format : QJsonDocument::fromJson(json.out).array()) {
        ids << format.toObject()[u"id"].toString();
        QVERIFY2(!format.toObject()[u"needs"].toString().isEmpty(), qPrintable(ids.back()));
    }
    for (const QString& id : {u"tiger"_s, u"santura"_s, u"cloudtrail"_s})
        QVERIFY2(ids.contains(id), qPrintable(ids.join(u' ')));
    QVERIFY(runCli({u"formats"_s}).out.contains("tiger"));
}

void TestCli::aMissingArchiveIsThree()
{
    const QString nowhere = place(u"none.auditlens"_s);
    const QString archive = u"--archive"_s;
    for (const QStringList& words : {QStringList {u"query"_s, archive, nowhere}, {u"show"_s, archive, nowhere, u"E-1"_s},
             {u"info"_s, archive, nowhere}, {u"export"_s, archive, nowhere, u"--output-format"_s, u"csv"_s, u"-o"_s, place(u"x"_s)}}) {
        const CliRun run = runCli(words);
        QCOMPARE(run.exitCode, 3);
        QVERIFY(run.err.contains("none.auditlens"));
        QCOMPARE(run.out, QByteArray());
    }
    QVERIFY(!QFile::exists(nowhere));
}

void TestCli::aDamagedArchiveIsFour_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QFile file(m_archive);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray whole = file.readAll();
    QTest::newRow("not an archive") << QByteArray("hello");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("cut in half") << whole.left(whole.size() / 2);
    QTest::newRow("another database's head") << whole.left(100) + QByteArray(whole.size() - 100, '\x5a');
}

void TestCli::aDamagedArchiveIsFour()
{
    QFETCH(QByteArray, bytes);
    const QString damaged = write(u"damaged.auditlens"_s, bytes);
    for (const QStringList& words : {QStringList {u"query"_s}, {u"info"_s}, {u"show"_s, u"E-1"_s}}) {
        const CliRun run = runCli(words + QStringList {u"--archive"_s, damaged});
        QCOMPARE(run.exitCode, 4);
        QVERIFY(!run.err.isEmpty());
    }
}

void TestCli::aNewerArchiveIsThree()
{
    QFile file(m_archive);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray bytes = file.readAll();
    constexpr qsizetype userVersion = 60; // https://www.sqlite.org/fileformat.html, "User version number", big-endian
    bytes[userVersion + 3] = 99;
    const QString newer = write(u"newer.auditlens"_s, bytes);
    for (const QStringList& words : {QStringList {u"query"_s}, {u"info"_s}, {u"show"_s, u"E-1"_s},
             {u"import"_s, place(u"policies.jsonl"_s)}}) {
        const CliRun run = runCli(words + QStringList {u"--archive"_s, newer});
        QCOMPARE(run.exitCode, 3);
        QVERIFY2(run.err.contains("schema 99") && run.err.contains("Install a newer version"), run.err.constData());
        QVERIFY(!run.err.contains("damaged"));
    }
}

void TestCli::anArchiveInUseIsThree()
{
    const QString archive = place(u"used.auditlens"_s);
    const QStringList import {u"import"_s, place(u"policies.jsonl"_s), u"--archive"_s, archive};
    QCOMPARE(runCli(import).exitCode, 0);
    {
        QLockFile lock(archive + u".lock"_s);
        QVERIFY(lock.tryLock());
        const CliRun run = runCli(import);
        QCOMPARE(run.exitCode, 3);
        QVERIFY2(run.err.contains("Another import is writing to it."), run.err.constData());
        QCOMPARE(runCli({u"info"_s, u"--archive"_s, archive}).exitCode, 0);
    }
    auto database = auditlens::Database::open(archive, auditlens::Database::Mode::ReadWrite);
    QVERIFY(database.ok());
    QVERIFY((*database)->execute("BEGIN EXCLUSIVE").ok());
    const CliRun run = runCli({u"query"_s, u"--archive"_s, archive});
    QCOMPARE(run.exitCode, 3);
    QVERIFY2(run.err.contains("Another program is using it") && !run.err.contains("damaged"), run.err.constData());
}

void TestCli::aWindowWithoutADisplayIsThree_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("nothing to open") << QStringList {};
    QTest::newRow("a file") << QStringList {m_archive};
}

void TestCli::aWindowWithoutADisplayIsThree()
{
    QFETCH(QStringList, words);
    const CliRun run = runCli(words);
    QVERIFY2(run.exitCode == 3, run.err.constData());
    for (const char* part : {"There is no display", "scripts/run", "QT_QPA_PLATFORM", "auditlens --help"})
        QVERIFY2(run.err.contains(part), run.err.constData());
}

void TestCli::aFullDiskIsThree()
{
    if (!QFile::exists(u"/dev/full"_s))
        QSKIP("no /dev/full here");
    const CliRun run = runShell(u"\"$AUDITLENS\" query --archive '%1' --output jsonl > /dev/full"_s.arg(m_archive));
    QCOMPARE(run.exitCode, 3);
    QVERIFY2(run.err.contains("standard output"), run.err.constData());
}

void TestCli::aClosedPipeIsSilent()
{
    const CliRun run = runShell(u"{ \"$AUDITLENS\" query --archive '%1' --output jsonl; echo $? >&3; } 3>&2 | true"_s.arg(m_archive));
    QVERIFY2(run.err == "3\n" || run.err == "0\n", run.err.constData());
}

void TestCli::ciphersAreNeverPrinted()
{
    for (const QStringList& words : {QStringList {u"query"_s}, {u"query"_s, u"--output"_s, u"json"_s}, {u"query"_s, u"--output"_s, u"jsonl"_s},
             {u"query"_s, u"--output"_s, u"csv"_s}, {u"show"_s, u"E-1"_s}, {u"show"_s, u"E-1"_s, u"--json"_s}, {u"info"_s, u"--json"_s}}) {
        const CliRun run = onArchive(words.front(), words.mid(1));
        QCOMPARE(run.exitCode, 0);
        QVERIFY2(!run.out.contains("gAAAA") && !run.err.contains("gAAAA"), run.out.constData());
    }
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
