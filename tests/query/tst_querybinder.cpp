// SPDX-License-Identifier: MIT
#include "query/binder.h"

#include <QTest>

using namespace auditlens;

namespace {

// 2025-03-14T10:00:00Z, a Friday.
const TimeContext context {QTimeZone::utc(), 1'741'946'400'000'000'000};

} // namespace

class TestQueryBinder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void binds_data();
    void binds();
    void explainsErrors_data();
    void explainsErrors();
    void timeWordsNarrowTheQuery();
    void showsTheCaret();
};

void TestQueryBinder::binds_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("bound");

    const auto row = [](const char* name, const char* query, const char* bound) {
        QTest::newRow(name) << QString::fromUtf8(query) << QString::fromUtf8(bound);
    };
    row("nothing asks nothing", "", "all");
    row("a free word is folded", "ÉTÉ", "anything~été");
    row("a star behind a free word changes nothing", "ren*", "anything~ren");
    row("a lone star asks nothing", "*", "all");
    row("a field wants the whole value", "tenant:Acme", "tenant=acme");
    row("a phrase too", "actor:\"Alice Nguyen\"", "actor=alice nguyen");
    row("aliases", "user:a object:b model:c org:d request_id:e",
        "and(actor=a, entity=b, entity.type=c, tenant=d, request=e)");
    row("field names are folded", "ACTOR:a", "actor=a");
    row("an action that is a verb finds what sources write for it", "action:Export",
        "or(action=export, action=exported, action=download)");
    row("an action that is no verb", "action:ConsoleLogin", "action=consolelogin");
    row("the beginning of an action", "action:cre*", "action^cre");
    row("a verb", "verb:DELETE", "verb=delete");
    row("a summary is searched, not compared", "summary:renewal", "summary~renewal");
    row("a flag", "masked:yes", "masked=true");
    row("a flag turned off", "masked:no", "masked=false");
    row("has:changes", "has:changes", "has.changes=true");
    row("has with a field", "has:ip", "ip?");
    row("a missing field", "-tenant:*", "not(tenant?)");
    row("a path into the payload", "extra.Region:EU*", "extra.Region^eu");
    row("a path into the changes", "changes.status.after:approved", "changes.status.after=approved");
    row("control characters in a phrase are spaces", "\"a\tb\"", "anything~a b");
    row("a time leaves no condition behind", "a after:2025-01-01", "and(anything~a)");
}

void TestQueryBinder::binds()
{
    QFETCH(QString, query);
    QFETCH(QString, bound);
    const BoundOutcome outcome = readQuery(query, context);
    QVERIFY2(!outcome.error, outcome.error ? qPrintable(outcome.error->what) : "");
    QCOMPARE(QString::fromStdString(describe(outcome.query.root)), bound);
}

void TestQueryBinder::explainsErrors_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("suggestion");

    const auto row = [](const char* name, const char* query, const char* place, const char* suggestion) {
        QTest::newRow(name) << QString::fromUtf8(query) << QString::fromUtf8(place) << QString::fromUtf8(suggestion);
    };
    row("a mistyped field names the nearest", "a actr:bob", "actr:", "actor");
    row("a swapped letter", "entiyt:Policy", "entiyt:", "entity");
    row("two neighbours swapped in a short name", "tyep:Policy", "tyep:", "type");
    row("a field that is like none", "http://example.com", "http:", "");
    row("a verb that is none", "verb:delte", "delte", "delete");
    row("an outcome that is none", "outcome:failur", "failur", "failure");
    row("a flag with another word", "masked:maybe", "maybe", "true");
    row("has with an unknown name", "has:change", "change", "changes");
    row("an empty phrase", "actor:\"\"", "\"\"", "");
    row("a comparison", "to:>5", ">5", "\">5\"");
    row("a pattern", "/a.*b/", "/a.*b/", "\"/a.*b/\"");
    row("a network", "ip:10.0.0.0/8", "10.0.0.0/8", "");
    row("a time that is none", "after:soon", "soon", "");
    row("an instant is no day", "on:2025-03-01T10:00", "2025-03-01T10:00", "");
    row("a time under OR", "a OR after:2025", "after:2025", "");
    row("a time turned around", "-after:2025", "after:2025", "");
}

void TestQueryBinder::explainsErrors()
{
    QFETCH(QString, query);
    QFETCH(QString, place);
    QFETCH(QString, suggestion);
    const BoundOutcome outcome = readQuery(query, context);
    QVERIFY(outcome.error);
    QCOMPARE(query.mid(outcome.error->span.begin, outcome.error->span.length), place);
    QCOMPARE(outcome.error->suggestion, suggestion);
    QVERIFY(!outcome.error->what.isEmpty());
    QVERIFY(!outcome.error->help.isEmpty());
}

void TestQueryBinder::timeWordsNarrowTheQuery()
{
    const BoundOutcome both = readQuery(u"after:2025-03-01 before:2025-04-01 x"_qs, context);
    const BoundOutcome on = readQuery(u"on:2025-03 x"_qs, context);
    QVERIFY(!both.error && !on.error);
    QCOMPARE(both.query.begin, Nanoseconds(1'740'787'200'000'000'000));
    QCOMPARE(both.query.end, Nanoseconds(1'743'465'600'000'000'000));
    QCOMPARE(on.query.begin, both.query.begin);
    QCOMPARE(on.query.end, both.query.end);
}

void TestQueryBinder::showsTheCaret()
{
    const QString query = u"a actr:bob"_qs;
    const BoundOutcome outcome = readQuery(query, context);
    QVERIFY(outcome.error);
    QCOMPARE(pointAt(query, *outcome.error),
        u"a actr:bob\n  ^^^^^ There is no field \"actr\". Did you mean \"actor\"?"_qs);
}

QTEST_GUILESS_MAIN(TestQueryBinder)
#include "tst_querybinder.moc"
