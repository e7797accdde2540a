// SPDX-License-Identifier: MIT
#include "store/rowfacts.h"

#include "integrity/askedfacts.h"
#include "integrity/trail.h"
#include "query/binder.h"

#include <QTest>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

BoundQuery bound(const QString& text)
{
    const BoundOutcome outcome = readQuery(text, {QTimeZone::utc(), 1'741'946'400'000'000'000});
    if (outcome.error)
        qFatal("%s", qPrintable(outcome.error->what));
    return outcome.query;
}

QByteArray day(int number)
{
    return "2025-03-0" + QByteArray::number(number) + "T09:00:00Z";
}

/// The second does not follow the first, the third follows the second.
Trail brokenTrail()
{
    Trail trail;
    trail.add(day(1), "updated", "42", field("premium", "980", "990"));
    trail.add(day(2), "updated", "42", field("premium", "9", "10"));
    trail.add(day(3), "updated", "42", field("premium", "10", "11"));
    return trail;
}

std::shared_ptr<const RowFacts> checked(const std::shared_ptr<const Archive>& archive)
{
    const auto report = checkIntegrity(*archive, {}, {}, {});
    return report ? rowFacts(*report, archive) : nullptr;
}

std::vector<std::uint32_t> rowsOf(const QueryResult& result)
{
    std::vector<std::uint32_t> rows;
    for (std::uint32_t i = 0; i < result.rows.size(); ++i)
        rows.push_back(std::uint32_t(result.rows.at(i)));
    return rows;
}

} // namespace

/// Questions that only a check can answer, and what is said when there was none.
class TestRowFacts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatWasFoundCanBeAskedFor_data();
    void whatWasFoundCanBeAskedFor();
    void withoutACheckThereIsNoAnswer_data();
    void withoutACheckThereIsNoAnswer();
    void anotherCheckIsNone();
    void aQueryThatNeedsNoCheckIsAnswered();
    void factsOfAGrownArchiveAreOld();
    void factsOfAnotherArchiveAreNone();
    void rowsFromBeforeItGrewAreAskedAgain();
    void aCancelledCheckKnowsNothing();
    void anIncompleteCheckIsAnIncompleteAnswer();
};

void TestRowFacts::whatWasFoundCanBeAskedFor_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<QList<int>>("rows");
    QTest::newRow("both sides of the break") << u"continuity:broken"_s << QList<int> {0, 1};
    QTest::newRow("and what is none") << u"-continuity:broken"_s << QList<int> {2};
    QTest::newRow("together with a condition that needs the event") << u"continuity:broken changes.premium.after:10"_s << QList<int> {1};
    QTest::newRow("or with one") << u"continuity:broken OR changes.premium.after:11"_s << QList<int> {0, 1, 2};
    QTest::newRow("without a signature") << u"verified:unsigned"_s << QList<int> {0, 1, 2};
    QTest::newRow("signed at all") << u"verified:*"_s << QList<int> {};
    QTest::newRow("a word by its beginning") << u"verified:uns*"_s << QList<int> {0, 1, 2};
    QTest::newRow("no clock beside it") << u"clock:*"_s << QList<int> {};
}

void TestRowFacts::whatWasFoundCanBeAskedFor()
{
    QFETCH(QString, query);
    QFETCH(QList<int>, rows);
    const Trail trail = brokenTrail();
    const auto archive = trail.archive();
    BoundQuery asked = bound(query);
    asked.facts = checked(archive);
    const QueryResult result = archive->find(asked, {});
    QVERIFY(result.complete && !result.problem);
    QCOMPARE(rowsOf(result), std::vector<std::uint32_t>(rows.begin(), rows.end()));
    QCOMPARE(rowsOf(archive->newest(asked, 10, {})), rowsOf(result));
    QCOMPARE(archive->analyze(asked, result.rows, {{{"action", 10, {}}}, {}}, {}).facets.front().events, result.rows.size());
}

void TestRowFacts::withoutACheckThereIsNoAnswer_data()
{
    QTest::addColumn<QString>("query");
    QTest::newRow("signatures") << u"verified:false"_s;
    QTest::newRow("also turned around") << u"-verified:false"_s;
    QTest::newRow("continuity under OR") << u"premium OR continuity:broken"_s;
    QTest::newRow("clocks") << u"clock:*"_s;
}

void TestRowFacts::withoutACheckThereIsNoAnswer()
{
    QFETCH(QString, query);
    const Trail trail = brokenTrail();
    const auto archive = trail.archive();
    const BoundQuery asked = bound(query);
    for (const QueryResult& result : {archive->find(asked, {}), archive->newest(asked, 10, {}), archive->findRest(asked, RowSet::range(2, 1), {})}) {
        QVERIFY(!result.complete);
        QVERIFY(result.problem);
        QCOMPARE(result.problem->why, u"It was not checked yet."_s);
    }
    const BoundQuery narrower = bound(u'(' + query + u") action:updated"_s); // The facet asks without its own condition.
    QVERIFY(!archive->analyze(narrower, RowSet::range(0, 3), {{{"action", 10, {}}}, {}}, {}).complete);
}

void TestRowFacts::anotherCheckIsNone()
{
    const Trail trail = brokenTrail();
    const auto archive = trail.archive();
    BoundQuery asked = bound(u"continuity:broken verified:unsigned"_s);
    asked.facts = std::make_shared<const RowFacts>(archive, std::vector {checkedRows(checkContinuity(*archive, {}, {}))});
    QVERIFY(archive->find(asked, {}).problem);
    BoundQuery answered = bound(u"continuity:broken"_s);
    answered.facts = asked.facts;
    QCOMPARE(archive->find(answered, {}).rows.size(), 2u);
}

void TestRowFacts::aQueryThatNeedsNoCheckIsAnswered()
{
    const Trail trail = brokenTrail();
    const QueryResult result = trail.archive()->find(bound(u"changed:premium"_s), {});
    QVERIFY(result.complete);
    QCOMPARE(result.rows.size(), 3u);
}

void TestRowFacts::factsOfAGrownArchiveAreOld()
{
    const ImportFolder folder;
    Trail trail = brokenTrail();
    QVERIFY(folder.import({folder.write(u"first.jsonl"_s, trail.lines())}));
    const auto archive = folder.open();
    const auto facts = checked(archive);
    trail.add(day(4), "updated", "42", field("premium", "0", "1"));
    QVERIFY(folder.import({folder.write(u"more.jsonl"_s, trail.lines())}));
    const auto grown = archive->grown();
    QVERIFY(grown);
    BoundQuery asked = bound(u"continuity:broken"_s);
    asked.facts = facts;
    QCOMPARE(archive->find(asked, {}).rows.size(), 2u); // The earlier one is what it was.
    const QueryResult stale = (*grown)->find(asked, {});
    QVERIFY(stale.problem);
    QCOMPARE(stale.problem->why, u"It was checked, but has changed since."_s);
    QVERIFY((*grown)->find(asked, {archive, archive->find(asked, {}).rows}, {}).problem);
    asked.facts = checked(*grown);
    QCOMPARE((*grown)->find(asked, {}).rows.size(), 4u);
}

void TestRowFacts::factsOfAnotherArchiveAreNone()
{
    const Trail trail = brokenTrail();
    const auto archive = trail.archive();
    const Trail other = brokenTrail();
    BoundQuery asked = bound(u"continuity:broken"_s);
    asked.facts = checked(other.archive());
    QVERIFY(archive->find(asked, {}).problem);
}

void TestRowFacts::rowsFromBeforeItGrewAreAskedAgain()
{
    const ImportFolder folder;
    Trail trail = brokenTrail();
    QVERIFY(folder.import({folder.write(u"first.jsonl"_s, trail.lines())}));
    const auto archive = folder.open();
    BoundQuery asked = bound(u"continuity:broken"_s);
    asked.facts = checked(archive);
    const RowSet before = archive->find(asked, {}).rows;
    trail.add(day(4), "updated", "42", field("premium", "0", "1")); // The third is broken now, too.
    QVERIFY(folder.import({folder.write(u"more.jsonl"_s, trail.lines())}));
    const auto grown = archive->grown();
    QVERIFY(grown);
    asked.facts = checked(*grown);
    QCOMPARE(rowsOf((*grown)->find(asked, {archive, before}, {})), (std::vector<std::uint32_t> {0, 1, 2, 3}));
}

void TestRowFacts::aCancelledCheckKnowsNothing()
{
    const Trail trail = brokenTrail();
    const auto archive = trail.archive();
    IntegrityReport report;
    report.clocks.scan.cancelled = true;
    QVERIFY(!rowFacts(report, archive));
}

void TestRowFacts::anIncompleteCheckIsAnIncompleteAnswer()
{
    const Trail trail = brokenTrail();
    const auto archive = trail.archive();
    ContinuityReport report = checkContinuity(*archive, {}, {});
    report.scan += {false, 1, Error {u"Cannot read an event."_s, {}, {}, {}, true}};
    BoundQuery asked = bound(u"continuity:broken"_s);
    asked.facts = std::make_shared<const RowFacts>(archive, std::vector {checkedRows(report)});
    const QueryResult result = archive->find(asked, {});
    QVERIFY(!result.complete);
    QVERIFY(result.problem && result.problem->damage);
    QCOMPARE(result.rows.size(), 2u);
}

QTEST_GUILESS_MAIN(TestRowFacts)
#include "tst_rowfacts.moc"
