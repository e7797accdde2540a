// SPDX-License-Identifier: MIT
#include "clirun.h"
#include "store/database.h"
#include "support/testsupport.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

using namespace auditlens::test;
using namespace Qt::StringLiterals;

/// `verified:`, `continuity:` and `clock:` on the command line: the check is made, then the question is answered.
class TestCliChecks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theForgedEventIsFound();
    void theBrokenPairIsFound();
    void theBackDatedEventIsFound();
    void everyEventHasOneWordForItsSignature();
    void withoutAKeySignedEventsAreUnknown();
    void otherConditionsNarrowTheAnswer();
    void facetsCountWhatWasFound();
    void anExportHoldsTheSameEvents();
    void aKeyWithoutAQuestionForItIsTwo();
    void aKeyThatIsNotThereIsThree();
    void whatTheCheckCannotReadIsFour();

private:
    QString path(const QString& name) const { return m_dir.filePath(name); }
    /// With the keys that docs/demo.md names. The words stand in the shell as they are.
    CliRun askWithKeys(const QString& words) const;
    int countWithKeys(const QString& query) const;
    int count(const QString& query) const;

    QTemporaryDir m_dir;
    QString m_demo;
};

namespace {

QList<QJsonObject> objects(const CliRun& run)
{
    QList<QJsonObject> found;
    for (const QByteArray& line : run.lines())
        found << QJsonDocument::fromJson(line).object();
    return found;
}

QString textOf(const QJsonObject& event, const QString& member, const QString& inner)
{
    return event.value(member).toObject().value(inner).toString();
}

} // namespace

void TestCliChecks::initTestCase()
{
    m_demo = path(u"demo.auditlens"_s);
    const CliRun run = runCli({u"import"_s, sourcePath(u"resources/demo/export"_s), u"--archive"_s, m_demo});
    QVERIFY2(run.exitCode == 0, run.err.constData());
}

CliRun TestCliChecks::askWithKeys(const QString& words) const
{
    return runWithDemoKeys(u"query"_s, u"--archive '"_s + m_demo + u"' "_s + words, m_dir.path());
}

int TestCliChecks::countWithKeys(const QString& query) const
{
    const CliRun run = askWithKeys(u"--count '"_s + query + u'\'');
    return run.exitCode == 0 ? run.out.trimmed().toInt() : -1;
}

int TestCliChecks::count(const QString& query) const
{
    const CliRun run = runCli({u"query"_s, u"--archive"_s, m_demo, u"--count"_s, query});
    return run.exitCode == 0 ? run.out.trimmed().toInt() : -1;
}

void TestCliChecks::theForgedEventIsFound()
{
    const CliRun run = askWithKeys(u"--output jsonl verified:false"_s);
    QVERIFY2(run.exitCode == 0, run.err.constData());
    const QList<QJsonObject> events = objects(run);
    QCOMPARE(events.size(), 1);
    QCOMPARE(events[0].value(u"action"_s).toString(), u"policy.premium_override"_s);
    QVERIFY2(run.err.isEmpty(), run.err.constData());
}

void TestCliChecks::theBrokenPairIsFound()
{
    const CliRun run = runCli({u"query"_s, u"--archive"_s, m_demo, u"--output"_s, u"jsonl"_s, u"continuity:broken"_s});
    QVERIFY2(run.exitCode == 0, run.err.constData());
    const QList<QJsonObject> events = objects(run);
    QCOMPARE(events.size(), 2);
    QSet<QString> ids;
    for (const QJsonObject& event : events) {
        QCOMPARE(textOf(event, u"entity"_s, u"id"_s), u"19975"_s);
        ids << event.value(u"id"_s).toString();
    }
    const CliRun report = runCli({u"verify"_s, u"--archive"_s, m_demo, u"--json"_s});
    const QJsonObject set = report.object().value(u"set"_s).toObject();
    const QJsonObject broken = set.value(u"continuity"_s).toObject().value(u"findings"_s).toArray().at(0).toObject();
    QCOMPARE(ids, (QSet<QString> {textOf(broken, u"event_a"_s, u"id"_s), textOf(broken, u"event_b"_s, u"id"_s)}));
}

void TestCliChecks::theBackDatedEventIsFound()
{
    QCOMPARE(count(u"clock:backdated"_s), 1);
    QCOMPARE(count(u"clock:*"_s), 1);
    QCOMPARE(count(u"clock:ahead"_s), 0);
    QCOMPARE(count(u"clock:backdated on:2025-10-14 masked:true"_s), 1);
}

void TestCliChecks::everyEventHasOneWordForItsSignature()
{
    const int all = countWithKeys(u"verified:* OR verified:unsigned"_s);
    const int fits = countWithKeys(u"verified:true"_s);
    QCOMPARE(all, count(QString()));
    QVERIFY(fits > 400);
    QCOMPARE(countWithKeys(u"verified:*"_s), fits + 1);
    QCOMPARE(countWithKeys(u"-verified:*"_s), countWithKeys(u"verified:unsigned"_s));
    QCOMPARE(countWithKeys(u"verified:unknown"_s), 0);
}

void TestCliChecks::withoutAKeySignedEventsAreUnknown()
{
    const CliRun run = runCli({u"query"_s, u"--archive"_s, m_demo, u"--count"_s, u"verified:false"_s});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.out, QByteArray("0\n"));
    QVERIFY2(run.err.startsWith("No key was given for the signatures of "), run.err.constData());
    QCOMPARE(count(u"verified:unknown"_s), count(u"verified:*"_s));
}

void TestCliChecks::otherConditionsNarrowTheAnswer()
{
    QCOMPARE(count(u"continuity:broken premium"_s), 2);
    QCOMPARE(count(u"continuity:broken -entity:Policy"_s), 0);
    QCOMPARE(count(u"(continuity:broken OR clock:*)"_s), 3);
    QCOMPARE(count(u"-continuity:broken"_s), count(QString()) - 2);
}

void TestCliChecks::facetsCountWhatWasFound()
{
    const CliRun run = runCli({u"query"_s, u"--archive"_s, m_demo, u"continuity:broken"_s, u"--facet"_s, u"entity"_s, u"--output"_s, u"json"_s});
    QVERIFY2(run.exitCode == 0, run.err.constData());
    const QJsonObject facet = run.object().value(u"facets"_s).toArray().at(0).toObject();
    QCOMPARE(facet.value(u"events"_s).toInt(), 2);
    QCOMPARE(facet.value(u"distinct"_s).toInt(), 1);
}

void TestCliChecks::anExportHoldsTheSameEvents()
{
    const CliRun run = runCli({u"export"_s, u"--archive"_s, m_demo, u"--output-format"_s, u"jsonl"_s, u"-o"_s, path(u"broken.jsonl"_s), u"continuity:broken"_s});
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QFile file(path(u"broken.jsonl"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll().count('\n'), 2);
}

void TestCliChecks::aKeyWithoutAQuestionForItIsTwo()
{
    const CliRun run = runCli({u"query"_s, u"--archive"_s, m_demo, u"--key"_s, u"audit"_s, u"continuity:broken"_s});
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.err.contains("verified:"), run.err.constData());
}

void TestCliChecks::aKeyThatIsNotThereIsThree()
{
    const CliRun run = runCli({u"query"_s, u"--archive"_s, m_demo, u"--key"_s, u"audit"_s, u"verified:false"_s});
    QCOMPARE(run.exitCode, 3);
    QVERIFY2(run.err.contains("no key \"audit\""), run.err.constData());
}

void TestCliChecks::whatTheCheckCannotReadIsFour()
{
    const QString damaged = path(u"damaged.auditlens"_s);
    QVERIFY(QFile::copy(m_demo, damaged));
    {
        auto database = auditlens::Database::open(damaged, auditlens::Database::Mode::ReadWrite);
        QVERIFY(database.ok());
        QVERIFY((*database)->execute("UPDATE payload_blocks SET data = zeroblob(length(data))").ok());
    }
    for (const QString& query : {u"continuity:broken"_s, u"verified:false"_s, u"clock:*"_s}) {
        const CliRun run = runCli({u"query"_s, u"--archive"_s, damaged, u"--count"_s, query});
        QCOMPARE(run.exitCode, 4);
        QVERIFY(run.out.isEmpty());
    }
}

QTEST_GUILESS_MAIN(TestCliChecks)
#include "tst_clichecks.moc"
