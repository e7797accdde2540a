// SPDX-License-Identifier: MIT
#include "clirun.h"
#include "ledger/ledgersupport.h"
#include "support/testsupport.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

/// A record of reveals, verified on the command line.
class TestCliLedger : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void anUntouchedLedgerIsZero();
    void whatDoesNotVerifyIsFiveWithEachReason();
    void aCutEndNeedsTheLastHash();
    void aTornEntryIsTold();
    void whatIsNoLedgerIsFour();
    void whatCannotBeReadIsThree_data();
    void whatCannotBeReadIsThree();
    void wrongUsageIsTwo_data();
    void wrongUsageIsTwo();
    void helpIsPrinted();

private:
    QString path(const QString& name) const { return m_dir.filePath(name); }
    CliRun verify(const QList<QByteArray>& lines, const QStringList& more = {}) const;

    QTemporaryDir m_dir;
    QList<QByteArray> m_lines;
    QString m_lastHash;
};

void TestCliLedger::initTestCase()
{
    m_lines = ledgerLines(writtenLedger(path(u"good.jsonl"_s), 4));
    QCOMPARE(m_lines.size(), 4);
    m_lastHash = QString::fromStdString(Ledger::open(path(u"good.jsonl"_s), ledgerKey())->tail().hash);
    writeLines(path(u"key.pem"_s), {QByteArray::fromStdString(publicLedgerKey().pem())});
}

CliRun TestCliLedger::verify(const QList<QByteArray>& lines, const QStringList& more) const
{
    writeLines(path(u"tried.jsonl"_s), lines);
    return runCli(
        QStringList {u"ledger"_s, u"verify"_s, path(u"tried.jsonl"_s), u"--public-key"_s, path(u"key.pem"_s)} + more);
}

void TestCliLedger::anUntouchedLedgerIsZero()
{
    const CliRun run = verify(m_lines);
    QVERIFY2(run.exitCode == 0, run.err.constData());
    QCOMPARE(run.out,
        "4 entries are as signed.\nThe last one is number 4, its hash is " + m_lastHash.toLatin1()
            + ".\nWhether entries were removed at the end cannot be told without --last-hash.\nThe ledger verifies.\n");
    const CliRun known = verify(m_lines, {u"--last-hash"_s, m_lastHash.toUpper(), u"--json"_s});
    QCOMPARE(known.exitCode, 0);
    QVERIFY(known.object().value(u"verifies"_s).toBool());
    QCOMPARE(known.object().value(u"entries"_s).toInt(), 4);
    QCOMPARE(known.object().value(u"last_hash"_s).toString(), m_lastHash);
    QVERIFY(known.object().value(u"problems"_s).toArray().isEmpty());
}

void TestCliLedger::whatDoesNotVerifyIsFiveWithEachReason()
{
    const QList<QByteArray> lines {m_lines[0], QByteArray(m_lines[1]).replace("alice", "bobby"), m_lines[2], m_lines[2]};
    const CliRun run = verify(lines);
    QCOMPARE(run.exitCode, 5);
    QVERIFY2(run.out.startsWith("Line 2: This entry was changed"), run.out.constData());
    QVERIFY2(run.out.contains("\nLine 4: This is entry 3 where entry 4 is due"), run.out.constData());
    QVERIFY2(run.out.endsWith("The ledger does not verify.\n"), run.out.constData());
    const CliRun json = verify(lines, {u"--json"_s});
    QCOMPARE(json.exitCode, 5);
    QCOMPARE(json.object().value(u"problem_count"_s).toInt(), 2);
    const QJsonObject first = json.object().value(u"problems"_s).toArray().at(0).toObject();
    QCOMPARE(first.value(u"line"_s).toInt(), 2);
    QCOMPARE(first.value(u"kind"_s).toString(), u"changed"_s);
    QVERIFY(!first.value(u"text"_s).toString().isEmpty());
}

void TestCliLedger::aCutEndNeedsTheLastHash()
{
    QCOMPARE(verify(m_lines.first(3)).exitCode, 0);
    const CliRun run = verify(m_lines.first(3), {u"--last-hash"_s, m_lastHash});
    QCOMPARE(run.exitCode, 5);
    QVERIFY2(run.out.contains("entries at the end were removed"), run.out.constData());
}

void TestCliLedger::aTornEntryIsTold()
{
    writeLines(path(u"torn.jsonl"_s), {m_lines[0], "{\"ledger\":1"});
    QVERIFY(QFile::setPermissions(path(u"torn.jsonl"_s), QFile::ReadOwner | QFile::WriteOwner));
    QCOMPARE(verify(ledgerLines(path(u"torn.jsonl"_s))).exitCode, 5);
    QVERIFY(!writtenLedger(path(u"torn.jsonl"_s), 1).isEmpty());
    const CliRun run = verify(ledgerLines(path(u"torn.jsonl"_s)));
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(run.out.startsWith("Line 2: An entry was cut off while it was written."), run.out.constData());
}

void TestCliLedger::whatIsNoLedgerIsFour()
{
    QCOMPARE(verify({"hello\n", "world\n"}).exitCode, 4);
    QCOMPARE(verify({QByteArray(100'000, '\0')}).exitCode, 4);
}

void TestCliLedger::whatCannotBeReadIsThree_data()
{
    QTest::addColumn<QString>("ledger");
    QTest::addColumn<QString>("key");
    QTest::newRow("no ledger") << path(u"none.jsonl"_s) << path(u"key.pem"_s);
    QTest::newRow("a folder") << m_dir.path() << path(u"key.pem"_s);
    QTest::newRow("no key") << path(u"good.jsonl"_s) << path(u"none.pem"_s);
    QTest::newRow("a key that is none") << path(u"good.jsonl"_s) << path(u"good.jsonl"_s);
    QTest::newRow("no ledger of one's own") << QString() << path(u"key.pem"_s);
    QTest::newRow("no ledger of one's own and no key") << QString() << QString();
}

void TestCliLedger::whatCannotBeReadIsThree()
{
    QFETCH(QString, ledger);
    QFETCH(QString, key);
    QStringList words {u"ledger"_s, u"verify"_s, ledger};
    words.removeAll(QString());
    const CliRun run = runCli(key.isEmpty() ? words : words + QStringList {u"--public-key"_s, key});
    QCOMPARE(run.exitCode, 3);
    QCOMPARE(run.err.count('\n'), 1);
    QVERIFY(run.out.isEmpty());
}

void TestCliLedger::wrongUsageIsTwo_data()
{
    QTest::addColumn<QStringList>("words");
    const QString file = path(u"good.jsonl"_s);
    const QString key = path(u"key.pem"_s);
    QTest::newRow("nothing") << QStringList {};
    QTest::newRow("no key") << QStringList {u"verify"_s, file};
    QTest::newRow("two files") << QStringList {u"verify"_s, file, file, u"--public-key"_s, key};
    QTest::newRow("another command") << QStringList {u"show"_s, file, u"--public-key"_s, key};
    QTest::newRow("a hash that is none") << QStringList {
        u"verify"_s, file, u"--public-key"_s, key, u"--last-hash"_s, u"abc"_s};
    QTest::newRow("an unknown option") << QStringList {u"verify"_s, file, u"--public-key"_s, key, u"--force"_s};
}

void TestCliLedger::wrongUsageIsTwo()
{
    QFETCH(QStringList, words);
    const CliRun run = runCli(QStringList {u"ledger"_s} + words);
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.err.contains("Usage: auditlens ledger verify [FILE"), run.err.constData());
}

void TestCliLedger::helpIsPrinted()
{
    const CliRun run = runCli({u"ledger"_s, u"--help"_s});
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(run.out.contains("--last-hash"), run.out.constData());
    QVERIFY(runCli({u"--help"_s}).out.contains("ledger    Verify"));
}

QTEST_GUILESS_MAIN(TestCliLedger)
#include "tst_cliledger.moc"
