// SPDX-License-Identifier: MIT
#include "clirun.h"
#include "store/database.h"
#include "support/testsupport.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray premium(int number, const QByteArray& before, const QByteArray& after)
{
    const QByteArray n = QByteArray::number(number);
    return R"({"event_id": "e)" + n + R"(", "timestamp": "2025-03-0)" + n
        + R"(T09:00:00Z", "event_type": "updated", "actor": {"id": 7, "username": "ann"}, "model": "policies.Policy", "object_id": "42", )"
          R"("diff": {"premium": {"field": "premium", "field_type": "DecimalField", "relation": "field", "before": ")"
        + before + R"(", "after": ")" + after + "\"}}}\n";
}

} // namespace

/// `auditlens verify`: two questions, their answers and the exit codes.
class TestCliVerify : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void whatFitsIsZero();
    void aBreakIsFiveAndIsExplained();
    void theDemoTellsItsStory();
    void theDemoAsJson();
    void withoutKeysTheSignaturesStayOpen();
    void aKeyThatDoesNotFitIsNoKeyForTheOthers();
    void aDamagedArchiveIsFour();
    void wrongUsageIsTwo_data();
    void wrongUsageIsTwo();
    void whatCannotBeReadIsThree_data();
    void whatCannotBeReadIsThree();

private:
    QString path(const QString& name) const { return m_dir.filePath(name); }
    QString import(const QString& name, const QByteArray& lines) const;
    /// With the keys that docs/demo.md names.
    CliRun verifyDemo(const QString& more = {}) const;

    QTemporaryDir m_dir;
    QString m_demo;
};

QString TestCliVerify::import(const QString& name, const QByteArray& lines) const
{
    QFile file(path(name + u".jsonl"));
    if (!file.open(QIODevice::WriteOnly) || file.write(lines) != lines.size())
        qFatal("cannot write %s", qPrintable(file.fileName()));
    file.close();
    const QString archive = path(name + u".auditlens");
    if (runCli({u"import"_s, file.fileName(), u"--archive"_s, archive}).exitCode != 0)
        qFatal("cannot import %s", qPrintable(file.fileName()));
    return archive;
}

void TestCliVerify::initTestCase()
{
    m_demo = path(u"demo.auditlens"_s);
    const CliRun run = runCli({u"import"_s, sourcePath(u"resources/demo/export"_s), u"--archive"_s, m_demo});
    QVERIFY2(run.exitCode == 0, run.err.constData());
}

CliRun TestCliVerify::verifyDemo(const QString& more) const
{
    return runWithDemoKeys(u"verify"_s, u"--archive '"_s + m_demo + u"' "_s + more, m_dir.path());
}

void TestCliVerify::whatFitsIsZero()
{
    const QString archive = import(u"fits"_s, premium(1, "980.00", "990.00") + premium(2, "990.00", "9.90"));
    const CliRun run = runCli({u"verify"_s, u"--archive"_s, archive});
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QCOMPARE(run.out,
        "Is the content as signed?\n"
        "  Not signed: 2\n"
        "\n"
        "Is the set complete?\n"
        "? Nothing links the events to each other: a deleted event leaves no trace in a signature: unknown\n"
        "+ Before and after of 1 object with several events: no break\n"
        "? Time of 0 events against other clocks in the record: nothing to compare\n"
        "  Events without another clock: 2\n"
        "  Seal of the archive: not sealed\n"
        "  What fits together may still be incomplete: an object's first and last events, and events without changes, can be missing "
        "without a trace.\n"
        "\n"
        "Nothing was found that does not verify.\n");
    QVERIFY(run.err.isEmpty());
}

void TestCliVerify::aBreakIsFiveAndIsExplained()
{
    const QString archive = import(u"breaks"_s, premium(1, "980.00", "990.00") + premium(2, "9.90", "9.95"));
    const CliRun run = runCli({u"verify"_s, u"--archive"_s, archive});
    QCOMPARE(run.exitCode, 5);
    QVERIFY2(run.out.contains("! Before and after of 1 object with several events: 1 break\n"), run.out.constData());
    QVERIFY2(run.out.contains("! 2025-03-02T09:00:00Z  updated policies.Policy#42  event e2\n"
                              "  premium was 990.00 after event e1 and 9.90 before event e2: something changed it in between that is not in "
                              "this archive.\n"),
        run.out.constData());
    QVERIFY(run.out.endsWith("The archive does not verify.\n"));
}

void TestCliVerify::theDemoTellsItsStory()
{
    const CliRun run = verifyDemo();
    QVERIFY2(run.exitCode == 5, run.err.constData());
    QVERIFY2(run.out.contains("\n! santura: does not match: 1\n"), run.out.constData());
    QVERIFY2(run.out.contains("with several events: 1 break\n"), run.out.constData());
    QVERIFY2(run.out.contains("other clocks in the record: 1 back-dated\n"), run.out.constData());
    QVERIFY2(run.out.contains("premium was 990.00 after event "), run.out.constData());
    QVERIFY2(run.out.contains(" and 909.00 before event "), run.out.constData());
    QVERIFY2(run.out.contains("The event says 2025-10-14T10:05:00Z, the time in its ciphertext says 2026-03-22T01:58:31Z: 158 d 15 h later."),
        run.out.constData());
    QVERIFY2(run.out.contains("matches the shared key “key of --key-fd santura=0”"), run.out.constData());
}

void TestCliVerify::theDemoAsJson()
{
    const CliRun run = verifyDemo(u"--json"_s);
    QCOMPARE(run.exitCode, 5);
    const QJsonObject report = run.object();
    QCOMPARE(report.value(u"verifies"_s), QJsonValue(false));
    QCOMPARE(report.value(u"complete"_s), QJsonValue(true));
    QCOMPARE(report.value(u"finding_count"_s).toInt(), 3);
    const QJsonObject content = report.value(u"content"_s).toObject();
    QCOMPARE(content.value(u"invalid"_s).toInt(), 1);
    QCOMPARE(content.value(u"no_key"_s).toInt(), 0);
    QCOMPARE(content.value(u"unknown_scheme"_s).toInt(), 0);
    const QJsonObject forged = content.value(u"findings"_s).toArray().at(0).toObject();
    QCOMPARE(forged.value(u"event"_s).toObject().value(u"action"_s).toString(), u"policy.premium_override"_s);
    QVERIFY(!forged.value(u"coverage"_s).toArray().isEmpty());
    const QJsonObject set = report.value(u"set"_s).toObject();
    const QJsonArray breaks = set.value(u"continuity"_s).toObject().value(u"findings"_s).toArray();
    QCOMPARE(breaks.size(), 1);
    const QJsonObject broken = breaks.at(0).toObject();
    QCOMPARE(broken.value(u"field"_s).toString(), u"premium"_s);
    QCOMPARE(broken.value(u"event_b"_s).toObject().value(u"entity_id"_s).toString(), u"19975"_s);
    const QJsonArray late = set.value(u"clocks"_s).toObject().value(u"findings"_s).toArray();
    QCOMPARE(late.size(), 1);
    QCOMPARE(late.at(0).toObject().value(u"kind"_s).toString(), u"back_dated"_s);
    QCOMPARE(late.at(0).toObject().value(u"offset_seconds"_s).toInt(), 13'708'411);
    QVERIFY(!run.out.contains("enc:"));
}

void TestCliVerify::withoutKeysTheSignaturesStayOpen()
{
    const CliRun run = runCli({u"verify"_s, u"--archive"_s, m_demo, u"--json"_s});
    QCOMPARE(run.exitCode, 5); // The break and the back-dated event need no key.
    const QJsonObject content = run.object().value(u"content"_s).toObject();
    QCOMPARE(content.value(u"invalid"_s).toInt(), 0);
    QCOMPARE(content.value(u"valid"_s).toInt(), 0);
    QVERIFY(content.value(u"no_key"_s).toInt() > 400);
}

void TestCliVerify::aKeyThatDoesNotFitIsNoKeyForTheOthers()
{
    const CliRun run = runShell(
        u"printf auditlens-demo-signing | \"$AUDITLENS\" verify --archive '"_s + m_demo + u"' --key-fd santura=0 --json"_s);
    const QJsonArray schemes = run.object().value(u"content"_s).toObject().value(u"schemes"_s).toArray();
    for (const QJsonValue& scheme : schemes) {
        if (scheme[u"scheme"_s].toString() == u"redacto-hmac")
            QVERIFY(scheme[u"no_key"_s].toInt() > 10 && scheme[u"invalid"_s].toInt() == 0);
    }
    QVERIFY(schemes.size() >= 2);
}

void TestCliVerify::aDamagedArchiveIsFour()
{
    const QString archive = import(u"damaged"_s, premium(1, "980.00", "990.00") + premium(2, "990.00", "9.90"));
    {
        auto database = auditlens::Database::open(archive, auditlens::Database::Mode::ReadWrite);
        QVERIFY(database.ok());
        QVERIFY((*database)->execute("UPDATE payload_blocks SET data = zeroblob(length(data))").ok());
    }
    const CliRun run = runCli({u"verify"_s, u"--archive"_s, archive});
    QCOMPARE(run.exitCode, 4);
    QVERIFY(run.err.contains("damaged"));
}

void TestCliVerify::wrongUsageIsTwo_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::newRow("no archive") << QStringList {};
    QTest::newRow("a word too many") << QStringList {u"--archive"_s, m_demo, u"more"_s};
    QTest::newRow("an unknown option") << QStringList {u"--archive"_s, m_demo, u"--quick"_s};
}

void TestCliVerify::wrongUsageIsTwo()
{
    QFETCH(QStringList, words);
    QCOMPARE(runCli(QStringList {u"verify"_s} + words).exitCode, 2);
}

void TestCliVerify::whatCannotBeReadIsThree_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("no archive there") << QStringList {u"--archive"_s, path(u"none.auditlens"_s)} << QByteArray("no such file");
    QTest::newRow("no such key") << QStringList {u"--archive"_s, m_demo, u"--key"_s, u"audit"_s} << QByteArray("no key \"audit\"");
    QTest::newRow("no descriptor") << QStringList {u"--archive"_s, m_demo, u"--key-fd"_s, u"santura=77"_s} << QByteArray("77");
    QTest::newRow("what is the key for?") << QStringList {u"--archive"_s, m_demo, u"--key-fd"_s, u"3"_s} << QByteArray("What is the key");
    QTest::newRow("a scheme that is none") << QStringList {u"--archive"_s, m_demo, u"--key-fd"_s, u"tiger=3"_s} << QByteArray("santura, redacto");
}

void TestCliVerify::whatCannotBeReadIsThree()
{
    QFETCH(QStringList, words);
    QFETCH(QByteArray, said);
    const CliRun run = runCli(QStringList {u"verify"_s} + words);
    QCOMPARE(run.exitCode, 3);
    QVERIFY2(run.err.contains(said), run.err.constData());
    QVERIFY(run.out.isEmpty());
}

QTEST_GUILESS_MAIN(TestCliVerify)
#include "tst_cliverify.moc"
