// SPDX-License-Identifier: MIT
#include "clirun.h"

#include <QFile>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

QByteArray event(const char* id, const char* day, const char* action, const char* actor, const QByteArray& diff, const char* object = "7")
{
    return QByteArray(R"({"event_id":")") + id + R"(","timestamp":"2025-03-)" + day + R"(T09:00:00Z","event_type":")" + action
        + R"(","model":"policies.Policy","object_id":")" + object + R"(","object_repr":"POL-)" + object + R"(","actor":{"id":1,"username":")" + actor
        + R"("},"diff":{)" + diff + "}}\n";
}

QByteArray field(const char* name, const char* before, const char* after)
{
    return QByteArray("\"") + name + R"(":{"field":")" + name + R"(","field_type":"CharField","relation":"field","before":)" + before + R"(,"after":)" + after + "}";
}

QByteArray tags(const char* added, const char* removed)
{
    return QByteArray(R"("tags":{"field":"tags","relation":"many_to_many","added":[)") + added + R"(],"removed":[)" + removed + "]}";
}

QByteArray story()
{
    return event("e3", "05", "updated", "carol", field("premium", "\"909.00\"", "\"9.90\""))
        + event("e1", "01", "created", "alice", field("premium", "null", "\"990.00\"") + "," + field("status", "null", "\"open\""))
        + event("e2", "02", "updated", "bob", tags(R"({"pk":1,"repr":"Critical"})", "") + "," + field("ssn", "\"masked:01a54629\"", "\"masked:9f86d081\""))
        + event("e4", "09", "deleted", "dave", field("status", "\"open\"", "null"))
        + event("f1", "03", "updated", "erin", field("status", "\"a\"", "\"b\""), "70");
}

} // namespace

class TestHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void printsTheTimelineAndWhatDoesNotFollow();
    void printsTheStateAtATime();
    void aDeletedObjectHasItsLastValues();
    void readsTimesInTheZone();
    void printsTheTimelineAsJson();
    void printsTheStateAsJson();
    void complaintsAreTold_data();
    void complaintsAreTold();

private:
    CliRun history(const QStringList& words) const { return runCli(QStringList {u"history"_s, u"--archive"_s, m_archive} + words); }

    QTemporaryDir m_folder;
    QString m_archive;
};

void TestHistory::initTestCase()
{
    m_archive = m_folder.filePath(u"a.auditlens"_s);
    QCOMPARE(runCli({u"import"_s, u"-"_s, u"--archive"_s, m_archive, u"--format"_s, u"tiger"_s}, story()).exitCode, 0);
}

void TestHistory::printsTheTimelineAndWhatDoesNotFollow()
{
    const CliRun run = history({u"Policy#7"_s});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.err, QByteArray());
    QCOMPARE(run.out, QByteArray(R"(policies.Policy#7 (POL-7): 4 events

TIME (UTC)            ACTOR  ACTION   EVENT  DETAIL
2025-03-01T09:00:00Z  alice  created  e1     premium 990.00, status open
2025-03-02T09:00:00Z  bob    updated  e2     tags + Critical, ssn (masked)
2025-03-05T09:00:00Z  carol  updated  e3     premium 909.00 → 9.90
2025-03-09T09:00:00Z  dave   deleted  e4     status open

What does not follow:
  premium was 990.00 after event e1 and 909.00 before event e3: a change between them is not in these events.
)"));
}

void TestHistory::printsTheStateAtATime()
{
    const CliRun run = history({u"Policy#7"_s, u"--at"_s, u"2025-03-02"_s});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.out, QByteArray(R"(policies.Policy#7 (POL-7) at 2025-03-02T23:59:59.999999999Z
It was created: 2025-03-01T09:00:00Z by alice, event e1.

FIELD    SET AT (UTC)          BY     EVENT  VALUE
premium  2025-03-01T09:00:00Z  alice  e1     990.00
status   2025-03-01T09:00:00Z  alice  e1     open
tags     2025-03-02T09:00:00Z  bob    e2     Critical
ssn      2025-03-02T09:00:00Z  bob    e2     (masked)
)"));
    const CliRun between = history({u"Policy#7"_s, u"--at"_s, u"2025-03-01T12:00:00Z"_s});
    QVERIFY2(between.out.contains("ssn      before 2025-03-02T09:00:00Z         e2     (masked)\n"), between.out.constData());
    const CliRun before = history({u"Policy#7"_s, u"--at"_s, u"2025-02"_s});
    QCOMPARE(before.out, QByteArray("policies.Policy#7 (POL-7) at 2025-02-28T23:59:59.999999999Z\nIt did not exist yet.\n"));
}

void TestHistory::aDeletedObjectHasItsLastValues()
{
    const CliRun run = history({u"policies.policy#7"_s, u"--at"_s, u"2025-03-10"_s});
    QVERIFY2(run.out.contains("It was deleted: 2025-03-09T09:00:00Z by dave, event e4. These are its last values.\n"), run.out.constData());
    QVERIFY2(run.out.contains("premium  2025-03-05T09:00:00Z  carol  e3     9.90\n"), run.out.constData());
}

void TestHistory::readsTimesInTheZone()
{
    const CliRun run = history({u"Policy#7"_s, u"--at"_s, u"2025-03-02 09:59"_s, u"--zone"_s, u"Europe/Berlin"_s});
    QVERIFY2(run.out.contains(" at 2025-03-02T09:59:00.000000000+01:00\n"), run.out.constData());
    QVERIFY2(run.out.contains("premium  2025-03-01T10:00:00+01:00 "), run.out.constData());
    QVERIFY2(run.out.contains("tags"), run.out.constData());
    QVERIFY2(run.out.contains("no members"), run.out.constData());
}

void TestHistory::printsTheTimelineAsJson()
{
    const CliRun run = history({u"Policy#7"_s, u"--json"_s});
    QCOMPARE(run.exitCode, 0);
    QCOMPARE(run.lines().size(), 1);
    const QJsonObject object = run.object();
    QCOMPARE(object[u"entity"].toObject(), (QJsonObject {{u"type"_s, u"policies.Policy"_s}, {u"id"_s, u"7"_s}, {u"label"_s, u"POL-7"_s}}));
    QCOMPARE(object[u"events"].toInt(), 4);
    QCOMPARE(object[u"complete"].toBool(), true);
    const QJsonArray timeline = object[u"timeline"].toArray();
    QCOMPARE(timeline.size(), 4);
    const CliRun shown = runCli({u"show"_s, u"--archive"_s, m_archive, u"e3"_s, u"--json"_s});
    QCOMPARE(timeline[2].toObject(), shown.object());
    const QJsonObject found = object[u"breaks"].toArray().first().toObject();
    QCOMPARE(found[u"field"].toString(), u"premium"_s);
    QCOMPARE(found[u"recorded"].toString(), u"990.00"_s);
    QCOMPARE(found[u"found"].toString(), u"909.00"_s);
    QCOMPARE(found[u"found_by"].toObject()[u"event"].toString(), u"e3"_s);
}

void TestHistory::printsTheStateAsJson()
{
    const QJsonObject object = history({u"Policy#7"_s, u"--json"_s, u"--at"_s, u"2025-03-02"_s}).object();
    QCOMPARE(object[u"existence"].toString(), u"exists"_s);
    QCOMPARE(object[u"since"].toObject()[u"actor"].toString(), u"alice"_s);
    const QJsonArray fields = object[u"fields"].toArray();
    QCOMPARE(fields.size(), 4);
    QCOMPARE(fields[0].toObject()[u"value"].toString(), u"990.00"_s);
    QCOMPARE(fields[0].toObject()[u"set_by"].toObject()[u"event"].toString(), u"e1"_s);
    const QJsonObject members = fields[2].toObject();
    QCOMPARE(members[u"known"].toString(), u"members"_s);
    QCOMPARE(members[u"all_members"].toBool(), true);
    QCOMPARE(members[u"members"].toArray().first().toObject()[u"added_by"].toObject()[u"actor"].toString(), u"bob"_s);
    QCOMPARE(fields[3].toObject()[u"value"].toObject()[u"masked"].toString(), u"masked:9f86d081"_s);
}

void TestHistory::complaintsAreTold_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("no object is named") << QStringList() << 2 << QByteArray("Name one object");
    QTest::newRow("two are") << QStringList {u"Policy#7"_s, u"Policy#8"_s} << 2 << QByteArray("Name one object");
    QTest::newRow("a type is none") << QStringList {u"Policy"_s} << 2 << QByteArray("\"Policy\" is a type, not an object. Name one with its id: policies.Policy#7 (4");
    QTest::newRow("an unknown object") << QStringList {u"Policy#71"_s} << 3 << QByteArray("Did you mean \"Policy#7");
    QTest::newRow("an unknown type") << QStringList {u"Polcy#7"_s} << 3 << QByteArray("Did you mean the type \"Policy\"?");
    QTest::newRow("a time that is none") << QStringList {u"Policy#7"_s, u"--at"_s, u"soonish"_s} << 2 << QByteArray("soonish");
    QTest::newRow("a zone that is none") << QStringList {u"Policy#7"_s, u"--zone"_s, u"Mars/Base"_s} << 2 << QByteArray("There is no time zone \"Mars/Base\"");
}

void TestHistory::complaintsAreTold()
{
    QFETCH(QStringList, words);
    QFETCH(int, code);
    QFETCH(QByteArray, says);
    const CliRun run = history(words);
    QCOMPARE(run.exitCode, code);
    QVERIFY2(run.err.contains(says), run.err.constData());
    QCOMPARE(run.out, QByteArray());
}

QTEST_GUILESS_MAIN(TestHistory)
#include "tst_history.moc"
