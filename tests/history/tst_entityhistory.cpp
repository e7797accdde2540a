// SPDX-License-Identifier: MIT
#include "history/stories.h"

#include <QTest>

using namespace auditlens;
using namespace auditlens::test;

Q_DECLARE_METATYPE(Story)

class TestEntityHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsTheStateAtEveryMoment_data();
    void tellsTheStateAtEveryMoment();
    void findsWhatDoesNotFollow_data();
    void findsWhatDoesNotFollow();
    void ordersEventsByTimeAndThenByRow();
    void aMomentIncludesItsOwnEvents();
    void anEmptyHistoryKnowsNothing();
    void saysWhatIsLeftOut();
    void namesTenantsAndTheNewestLabel();
};

void TestEntityHistory::tellsTheStateAtEveryMoment_data()
{
    QTest::addColumn<Story>("story");
    QTest::addColumn<unsigned>("count");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* claim, const Story& story, unsigned count, const char* expected) {
        QTest::newRow(claim) << story << count << QByteArray(expected);
    };
    const Story simple = Story().create({scalar("status", "null", "a")}).update({scalar("status", "a", "b")});
    row("before its creation there is no object", simple, 0, "not yet");
    row("a creation sets the first values", simple, 1, "exists since 0; status=a set 0 said 0");
    row("an update replaces them", simple, 2, "exists since 0; status=b set 1 said 1");
    row("more events than there are is the end", simple, 9, "exists since 0; status=b set 1 said 1");

    const Story middle = Story().update({scalar("status", "a", "b")}).update({scalar("owner", "#7 Bob", "#9 Al")});
    row("what was before the records is known by what they found", middle, 0,
        "before records; status=a set - said 0; owner=#7 Bob set - said 1");
    row("a field that is touched later has its old value", middle, 1, "exists; status=b set 0 said 0; owner=#7 Bob set - said 1");

    row("nothing is known where no before is given", Story().update({scalar("status", "-", "b")}), 0,
        "before records; status unknown set -");
    row("null is a value", Story().update({scalar("status", "a", "null")}), 1, "exists; status=null set 0 said 0");
    row("an absent after takes the field away", Story().update({scalar("status", "a", "-")}), 1, "exists; status removed 0");
    row("… unless a later event finds it", Story().update({scalar("status", "a", "-")}).update({scalar("status", "b", "c")}), 1,
        "exists; status=b set 0 said 1");
    row("a changed field without its values", Story().update({scalar("status", "-", "-")}), 1, "exists; status unknown set 0");
    row("… is told by the next before", Story().update({scalar("status", "-", "-")}).update({scalar("status", "b", "c")}), 1,
        "exists; status=b set 0 said 1");
    row("a field that the creation does not name", Story().create({scalar("a", "null", "1")}).update({scalar("b", "0", "2")}), 1,
        "exists since 0; a=1 set 0 said 0; b=0 set - said 1");
    row("what failed changed nothing", Story().create({scalar("a", "null", "1")}).then(Verb::Update, {scalar("a", "1", "2")}, Outcome::Failure), 2,
        "exists since 0; a=1 set 0 said 0");
    row("looking at it changes nothing", Story().then(Verb::Read).create({scalar("a", "null", "1")}).then(Verb::Read), 3,
        "exists since 1; a=1 set 1 said 1");
    row("it was not there for a failed creation", Story().then(Verb::Create, {scalar("a", "null", "1")}, Outcome::Failure), 1, "before records");

    const Story deleted = Story().create({scalar("a", "null", "1")}).remove({scalar("a", "1", "null"), scalar("b", "x", "-")}).then(Verb::Read);
    row("a deleted object has its last values", deleted, 2, "gone since 1; a=1 set 0 said 0; b=x set - said 1");
    row("reading does not bring it back", deleted, 3, "gone since 1; a=1 set 0 said 0; b=x set - said 1");
    const Story restored = Story().create({scalar("a", "null", "1")}).remove({scalar("b", "x", "null")}).restore();
    row("what is restored has its values again", restored, 3, "exists since 2; a=1 set 0 said 0; b=x set - said 1");
    const Story again = Story().create({scalar("a", "null", "1")}).remove().create({scalar("b", "null", "2")});
    row("what is created again begins anew", again, 3, "exists since 2; b=2 set 2 said 2");
    row("… and its first life is still told", again, 1, "exists since 0; a=1 set 0 said 0");
    row("… as is its end", again, 2, "gone since 1; a=1 set 0 said 0");

    row("a mask stays a mask", Story().update({scalar("ssn", "masked:01a54629", "masked:99999999")}), 0,
        "before records; ssn=masked:01a54629 set - said 0");
    row("a document is one value", Story().update({scalar("cover", R"({"a":1})", R"({"a":2})")}), 1, R"(exists; cover={"a":2} set 0 said 0)");

    const Story tags = Story().update({members("tags", {"1 Red"}, {"4 Old"})}).update({members("tags", {"2 Blue"}, {"1 Red"})});
    row("members that were removed later were there", tags, 0, "before records; tags={4 Old said 0} … set -");
    row("members are added and removed", tags, 1, "exists; tags={1 Red by 0} … set 0");
    row("… one change after the other", tags, 2, "exists; tags={2 Blue by 1} … set 1");
    row("a new object has no members but those added", Story().create({}).update({members("tags", {"1 Red"}, {})}), 2,
        "exists since 0; tags={1 Red by 1} set 1");
    row("… and none before", Story().create({}).update({members("tags", {"1 Red"}, {})}), 1, "exists since 0; tags={} set -");
    const Story whole = Story().update({scalar("tags", R"([{"id":4,"name":"Old"}])", R"([{"id":1,"name":"Red"},{"id":2,"name":"Blue"}])")})
                            .update({members("tags", {"3 Green"}, {"2 Blue"})});
    row("a whole list is the base of later changes", whole, 2, "exists; tags={1 Red by 0, 3 Green by 1} set 1");
    row("a whole list is shown as it is", whole, 1, R"(exists; tags=[{"id":1,"name":"Red"},{"id":2,"name":"Blue"}] set 0 said 0)");
    const Story listed = Story().update({members("tags", {"1 Red"}, {})}).update({scalar("tags", R"([{"id":1},{"id":4}])", "null")});
    row("the list found later tells all members", listed, 1, "exists; tags={1 Red by 0, 4  said 1} set 0");
    row("a member keeps its newest label", Story().create({}).update({members("tags", {"1 Red"}, {})}).update({members("tags", {"1 Crimson"}, {})}), 3,
        "exists since 0; tags={1 Crimson by 1} set 2");
}

void TestEntityHistory::tellsTheStateAtEveryMoment()
{
    QFETCH(Story, story);
    QFETCH(unsigned, count);
    QFETCH(QByteArray, expected);
    QCOMPARE(QByteArray::fromStdString(describe(story.history().stateAfter(count))), expected);
}

void TestEntityHistory::findsWhatDoesNotFollow_data()
{
    QTest::addColumn<Story>("story");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* claim, const Story& story, const char* expected) {
        QTest::newRow(claim) << story << QByteArray(expected);
    };
    row("an unbroken chain", Story().create({scalar("a", "null", "1")}).update({scalar("a", "1", "2")}).update({scalar("a", "2", "3")}), "");
    row("a before that is not the after before it", Story().update({scalar("premium", "100", "990.00")}).update({scalar("premium", "909.00", "9.90")}),
        "premium: 0 990.00 | 1 909.00");
    row("an absent before says nothing", Story().update({scalar("a", "1", "2")}).update({scalar("a", "-", "3")}), "");
    row("a failed change is no link", Story().update({scalar("a", "1", "2")}).then(Verb::Update, {scalar("a", "2", "3")}, Outcome::Failure).update({scalar("a", "2", "4")}), "");
    row("an absent after says nothing", Story().update({scalar("a", "1", "-")}).update({scalar("a", "1", "2")}), "");
    row("a deletion tells the last value too", Story().create({scalar("a", "null", "1")}).remove({scalar("a", "5", "null")}), "a: 0 1 | 1 5");
    row("what is restored may be written from nothing",
        Story().create({scalar("a", "null", "1")}).remove({scalar("a", "1", "null")}).restore({scalar("a", "null", "1")}), "");
    row("a second life owes nothing to the first", Story().create({scalar("a", "null", "1")}).remove().create({scalar("a", "null", "7")}), "");
    row("masks are compared by their digests", Story().update({scalar("s", "null", "masked:01a54629")}).update({scalar("s", "masked:99999999", "null")}),
        "s: 0 masked:01a54629 | 1 masked:99999999");
    row("a member that is added twice", Story().create({}).update({members("t", {"1 Red"}, {})}).update({members("t", {"1 Red"}, {})}),
        "already member t: 1 #1 Red | 2 #1 Red");
    row("a member that is removed twice", Story().update({members("t", {}, {"1 Red"})}).update({members("t", {}, {"1 Red"})}),
        "no member t: 0 - | 1 #1 Red");
    row("a member nobody added, of a new object", Story().create({}).update({members("t", {}, {"1 Red"})}), "no member t: - - | 1 #1 Red");
    row("a member nobody added, of an older object", Story().update({members("t", {}, {"1 Red"})}), "");
}

void TestEntityHistory::findsWhatDoesNotFollow()
{
    QFETCH(Story, story);
    QFETCH(QByteArray, expected);
    QCOMPARE(QByteArray::fromStdString(describe(story.history().breaks())), expected);
}

void TestEntityHistory::ordersEventsByTimeAndThenByRow()
{
    std::vector<HistoryEvent> events = Story().update({scalar("a", "2", "3")}).at(5).update({scalar("a", "1", "2")}).at(5).update({scalar("a", "0", "1")}).at(1).events();
    std::swap(events[0].row, events[1].row);
    const EntityHistory history({"T", "1"}, events, 3);
    QCOMPARE(history.events()[0].event.id, "e2");
    QCOMPARE(history.events()[1].event.id, "e1");
    QVERIFY(history.breaks().empty());
    QCOMPARE(describe(history.stateAfter(3)), "exists; a=3 set 2 said 2");
}

void TestEntityHistory::aMomentIncludesItsOwnEvents()
{
    const EntityHistory history = Story().update({scalar("a", "0", "1")}).update({scalar("a", "1", "2")}).at(0).update({scalar("a", "2", "3")}).history();
    QCOMPARE(history.countUntil(-1), 0u);
    QCOMPARE(history.countUntil(0), 2u);
    QCOMPARE(history.countUntil(1'999'999'999), 2u);
    QCOMPARE(describe(history.stateAt(0)), "exists; a=2 set 1 said 1");
    QCOMPARE(describe(history.stateAt(2'000'000'000)), "exists; a=3 set 2 said 2");
}

void TestEntityHistory::anEmptyHistoryKnowsNothing()
{
    const EntityHistory history({"T", "1"}, {}, 0);
    QVERIFY(history.complete());
    QCOMPARE(describe(history.stateAfter(4)), "before records");
    QCOMPARE(describe(EntityHistory().stateAt(0)), "before records");
}

void TestEntityHistory::saysWhatIsLeftOut()
{
    const EntityHistory history({"T", "1"}, Story().update({scalar("a", "1", "2")}).events(), 5);
    QVERIFY(!history.complete());
    QCOMPARE(history.total(), 5u);
}

void TestEntityHistory::namesTenantsAndTheNewestLabel()
{
    std::vector<HistoryEvent> events = Story().update({}).update({}).update({}).events();
    events[0].event.tenant = events[2].event.tenant = "north";
    events[1].event.tenant = "south";
    events[0].event.entity.label = "POL-1";
    events[1].event.entity.label = "POL-1 renamed";
    const EntityHistory history({"T", "1"}, events, 3);
    QCOMPARE(history.tenants(), (std::vector<std::string> {"north", "south"}));
    QCOMPARE(history.label(), "POL-1 renamed");
}

QTEST_GUILESS_MAIN(TestEntityHistory)
#include "tst_entityhistory.moc"
