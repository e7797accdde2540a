// SPDX-License-Identifier: MIT
#include "clirun.h"

#include <QTest>

using namespace auditlens::test;
using namespace Qt::StringLiterals;

class TestExplain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysHowAQueryIsReadAndAnswered();
    void readsTimesInTheZone();
    void everyWayOfAnsweringIsNamed_data();
    void everyWayOfAnsweringIsNamed();
    void errorsPointAtThePlace();
};

void TestExplain::saysHowAQueryIsReadAndAnswered()
{
    const CliRun run = runCli({u"explain"_s, u"actor:alice changed:premium from:>1000 (renewal OR -hour:[9 TO 17]) after:2025-03-01 before:2025-04-01"_s});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.err, QByteArray());
    QCOMPARE(run.out, QByteArray(R"(Query:
  actor:alice changed:premium from:>1000 (renewal OR -hour:[9 TO 17]) after:2025-03-01 before:2025-04-01
Parse:
  all of
    actor:alice
    changed:premium
    from:>1000
    any of
      renewal
      none of
        hour:[9 TO 17]
    after:2025-03-01
    before:2025-04-01
Time:
  from 2025-03-01T00:00:00.000Z
  before 2025-04-01T00:00:00.000Z
Answered by:
  all of
    actor=alice                               columns
    any of
      anything~renewal                        text and columns
      none of
        hour in 9,10,11,12,13,14,15,16,17     columns
    same-change(changed=premium, from:>1000)  columns of changes and text, then events
)"));
}

void TestExplain::readsTimesInTheZone()
{
    const CliRun run = runCli({u"explain"_s, u"--zone"_s, u"Europe/Berlin"_s, u"on:2025-03-30"_s});
    QVERIFY2(run.out.contains("from 2025-03-30T00:00:00.000+01:00"), run.out.constData());
    QVERIFY2(run.out.contains("before 2025-03-31T00:00:00.000+02:00"), run.out.constData());
}

void TestExplain::everyWayOfAnsweringIsNamed_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QByteArray>("way");
    QTest::newRow("an id") << u"id:E-1"_s << QByteArray("stored ids");
    QTest::newRow("an entity") << u"entity:Policy#7"_s << QByteArray("columns; for labels text, then events");
    QTest::newRow("a summary") << u"summary:renewal"_s << QByteArray("text, then events");
    QTest::newRow("a pattern with a plain part") << u"/renewal \\d+/"_s << QByteArray("text, then events");
    QTest::newRow("a pattern without one") << u"/\\d+/"_s << QByteArray("every event that is left");
    QTest::newRow("a check") << u"continuity:broken"_s << QByteArray("what a check of the archive found out");
    QTest::newRow("a path") << u"extra.n:>5"_s << QByteArray("every event that is left");
    QTest::newRow("nothing") << QString() << QByteArray("everything");
}

void TestExplain::everyWayOfAnsweringIsNamed()
{
    QFETCH(QString, query);
    QFETCH(QByteArray, way);
    const CliRun run = runCli({u"explain"_s, query});
    QCOMPARE(run.exitCode, 0);
    QVERIFY2(run.out.contains(way), run.out.constData());
}

void TestExplain::errorsPointAtThePlace()
{
    const CliRun run = runCli({u"explain"_s, u"actr:bob"_s});
    QCOMPARE(run.exitCode, 2);
    QVERIFY2(run.err.contains("^^^^^ There is no field \"actr\". Did you mean \"actor\"?"), run.err.constData());
}

QTEST_GUILESS_MAIN(TestExplain)
#include "tst_explain.moc"
