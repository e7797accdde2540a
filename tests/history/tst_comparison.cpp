// SPDX-License-Identifier: MIT
#include "history/comparison.h"
#include "history/stories.h"

#include <QTest>

using namespace auditlens;
using namespace auditlens::test;

namespace {

std::string textOf(const std::vector<Change>& changes)
{
    std::string text;
    for (const Change& change : changes) {
        text += (text.empty() ? "" : "; ") + change.field + ": ";
        if (change.kind != Change::Kind::Members)
            text += auditlens::test::textOf(change.before) + " | " + auditlens::test::textOf(change.after);
        for (const Value& value : change.removed)
            text += "-" + value.text;
        for (const Value& value : change.added)
            text += "+" + value.text;
    }
    return text;
}

} // namespace

class TestComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoEvents()
    {
        AuditEvent left = Story().update({scalar("status", "a", "b"), scalar("owner", "#7 Bob", "#9 Al"), members("tags", {"1 Red"}, {})}).events().front().event;
        AuditEvent right = left;
        QVERIFY(compareEvents(left, right).different.empty());
        right.actor.name = "ann";
        right.changes[0].after = valueFrom("c");
        right.changes[2] = members("tags", {}, {"1 Red"});
        const Comparison comparison = compareEvents(left, right);
        QCOMPARE(textOf(comparison.different), "status after: b | c; tags: added 1: #1 Red | -; Actor: - | ann; tags: removed 1: - | #1 Red");
        QVERIFY(textOf(comparison.equal).find("owner before: #7 Bob | #7 Bob") != std::string::npos);
    }

    void twoMoments()
    {
        const EntityHistory history = Story()
                                          .create({scalar("status", "null", "a"), scalar("note", "null", "x")})
                                          .update({members("tags", {"1 Red", "2 Blue"}, {}), scalar("status", "a", "b")})
                                          .update({members("tags", {"3 Green"}, {"1 Red"})})
                                          .history();
        const Comparison comparison = compareStates(history.stateAfter(1), history.stateAfter(3));
        QCOMPARE(textOf(comparison.different), "status: a | b; tags: +2+3");
        QCOMPARE(textOf(comparison.equal), "note: x | x");
        QCOMPARE(textOf(compareStates(history.stateAfter(2), history.stateAfter(3)).different), "tags: -1+3");
        QCOMPARE(textOf(compareStates(history.stateAfter(0), history.stateAfter(1)).different), "status: - | a; note: - | x");
    }
};

QTEST_GUILESS_MAIN(TestComparison)
#include "tst_comparison.moc"
