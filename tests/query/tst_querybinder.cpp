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
    row("a comparison of numbers", "to:>5", "to:>5");
    row("a comparison of texts", "to:>=\"5\"", "to:>=\"5\"");
    row("a range", "extra.n:[1 TO 5}", "extra.n:[1 TO 5}");
    row("a pattern", "to:/A|b/", "to:/A|b/");
    row("a wildcard is folded", "actor:A?ice", "actor:\"a?ice\"");
    row("a star in front wants the end", "actor:*ce", "actor:\"*ce\"");
    row("a network", "ip:10.0.0.0/8", "ip:10.0.0.0/8");
    row("an hour", "hour:<7", "hour in 0,1,2,3,4,5,6");
    row("hours over midnight", "hour:{22 TO 2}", "hour in 0,1,23");
    row("a weekday", "weekday:sat", "weekday in 5");
    row("weekdays over Sunday", "weekday:[sat TO 1]", "weekday in 0,5,6");
    row("verified", "verified:false", "verified=false");
    row("signed at all", "verified:*", "verified?");
    row("has a signature", "has:verified", "verified?");
    row("without a signature", "verified:UNSIGNED", "verified=unsigned");
    row("a broken continuity", "continuity:broken", "continuity=broken");
    row("a clock that does not fit", "clock:(backdated OR ahead)", "or(clock=backdated, clock=ahead)");
    row("terms about changes speak about the same one", "changed:premium from:>1000 x",
        "and(anything~x, same-change(changed=premium, from:>1000))");
    row("also with a choice between them", "(changed:a OR changed:b) to:1", "same-change(or(changed=a, changed=b), to=1)");
    row("but not what is turned around", "changed:a -to:b", "and(changed=a, not(to=b))");
    row("a time under OR", "a OR after:2025", "or(anything~a, time[1735689600000000000..))");
    row("a time turned around", "-time:<=2025", "not(time[..1767225600000000000))");
    row("behind a whole day", "x OR time:>2025-03-01", "or(anything~x, time[1740873600000000000..))");
    row("up to an instant", "x OR time:<=2025-03-01T00:00Z", "or(anything~x, time[..1740787200000000001))");
    row("has with a path", "has:extra.Region", "extra.Region?");
    row("a tag", "tag:important", "tag=important");
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
    row("a pattern that is none", "to:/a(b/", "/a(b/", "\"a(b\"");
    row("a pattern that repeats too much", "/((a{100}){100}){100}/", "/((a{100}){100}){100}/", "\"((a{100}){100}){100}\"");
    row("a network that is none", "ip:10.0.0.0/33", "10.0.0.0/33", "");
    row("a range of two kinds", "to:[1 TO b]", "[1 TO b]", "");
    row("a range of addresses of two kinds", "ip:[10.0.0.1 TO ::1]", "[10.0.0.1 TO ::1]", "");
    row("a verb has no order", "verb:>create", ">create", "");
    row("a flag has no order", "masked:>false", ">false", "true");
    row("an hour that is none", "hour:24", "24", "");
    row("a bound that is no hour", "hour:[9 TO noon]", "noon", "");
    row("a weekday that is none", "weekday:thursdya", "thursdya", "thursday");
    row("a time of two words", "after:last month", "last", "last-month");
    row("a time with a star", "on:2025*", "2025*", "");
    row("a bound that is no time", "time:>soon", "soon", "");
    row("verified takes four words", "verified:perhaps", "perhaps", "");
    row("continuity takes one word", "continuity:brokn", "brokn", "broken");
    row("a clock is no time", "clock:2025-03-01", "2025-03-01", "");
    row("what a check says has no order", "continuity:>a", ">a", "");
    row("a time that is none", "after:soon", "soon", "");
    row("an instant is no day", "on:2025-03-01T10:00", "2025-03-01T10:00", "");
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
