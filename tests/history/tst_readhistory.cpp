// SPDX-License-Identifier: MIT
#include "history/entityname.h"
#include "history/readhistory.h"
#include "support/importing.h"

#include <QTest>

using namespace auditlens;
using namespace auditlens::test;

namespace {

/// A tiger event of one object, written as they come.
QByteArray line(int n, const char* model, const char* id, const char* label, int second, const QByteArray& diff = "{}")
{
    return "{\"id\": \"e" + QByteArray::number(n) + "\", \"timestamp\": \"2025-03-01T10:00:" + QByteArray::number(second).rightJustified(2, '0')
        + "Z\", \"action\": \"update\", \"actor\": {\"id\": 1, \"username\": \"ann\"}, \"model\": \"" + model + "\", \"object_id\": \"" + id
        + "\", \"object_repr\": \"" + label + "\", \"diff\": " + diff + "}\n";
}

QByteArray status(const char* before, const char* after)
{
    return QByteArray(R"({"status": {"field": "status", "relation": "field", "before": ")") + before + R"(", "after": ")" + after + R"("}})";
}

} // namespace

class TestReadHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsOneObjectInTheOrderOfTime();
    void tellsObjectsApartByTypeAndIdAsWritten();
    void keepsTheNewestOfTooMany();
    void stopsWhenCancelled();
    void findsTheObjectThatIsMeant_data();
    void findsTheObjectThatIsMeant();
    void saysWhyThereIsNoObject_data();
    void saysWhyThereIsNoObject();

private:
    ImportFolder m_folder;
    std::shared_ptr<const Archive> m_archive;
};

void TestReadHistory::initTestCase()
{
    QByteArray first = line(1, "policies.Policy", "7", "POL-7", 30, status("b", "c"));
    first += line(2, "policies.Policy", "7", "POL-7", 10, status("a", "b")) + line(3, "quotes.Quote", "7", "Q-7", 20);
    first += line(4, "policies.Policy", "70", "POL-70", 20) + line(5, "policies.Policy", "a7", "POL-A", 21) + line(6, "policies.Policy", "A7", "POL-A", 22);
    const QByteArray second = line(7, "policies.Policy", "7", "POL-7 renewed", 40, status("c", "d"));
    QVERIFY(m_folder.import({m_folder.write(QStringLiteral("one.jsonl"), first)}).ok());
    QVERIFY(m_folder.import({m_folder.write(QStringLiteral("two.jsonl"), second)}).ok());
    m_archive = m_folder.open();
    QCOMPARE(m_archive->size(), 7u);
}

void TestReadHistory::readsOneObjectInTheOrderOfTime()
{
    const auto history = readHistory(*m_archive, {"policies.Policy", "7"}, {}, {});
    QVERIFY(history.ok());
    QVERIFY(history->complete());
    QCOMPARE(history->events().size(), 3u);
    QCOMPARE(history->events()[0].event.id, "e2");
    QCOMPARE(history->events()[2].event.id, "e7");
    QCOMPARE(history->label(), "POL-7 renewed");
    QVERIFY(history->breaks().empty());
    QCOMPARE(history->stateAfter(3).fields.front().value.text, "d");
}

void TestReadHistory::tellsObjectsApartByTypeAndIdAsWritten()
{
    QCOMPARE(countHistory(*m_archive, {"policies.Policy", "7"}), 3u);
    QCOMPARE(countHistory(*m_archive, {"quotes.Quote", "7"}), 1u);
    QCOMPARE(countHistory(*m_archive, {"policies.Policy", "a7"}), 1u);
    QCOMPARE(countHistory(*m_archive, {"Policy", "7"}), 0u);
    QCOMPARE(countHistory(*m_archive, {"policies.Policy", ""}), 0u);
}

void TestReadHistory::keepsTheNewestOfTooMany()
{
    const auto two = readHistory(*m_archive, {"policies.Policy", "7"}, {2, 1 << 20}, {});
    QVERIFY(!two->complete());
    QCOMPARE(two->total(), 3u);
    QCOMPARE(two->events().front().event.id, "e1");
    const auto small = readHistory(*m_archive, {"policies.Policy", "7"}, {10, 1}, {});
    QVERIFY(!small->complete());
    QCOMPARE(small->events().size(), 1u);
    QCOMPARE(small->events().front().event.id, "e7");
}

void TestReadHistory::stopsWhenCancelled()
{
    Cancellation cancelled;
    cancelled.request();
    const auto history = readHistory(*m_archive, {"policies.Policy", "7"}, {}, cancelled);
    QVERIFY(history.ok());
    QVERIFY(!history->complete());
}

void TestReadHistory::findsTheObjectThatIsMeant_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("object");
    QTest::newRow("type and id") << QStringLiteral("policies.Policy#7") << QByteArray("policies.Policy#7");
    QTest::newRow("the end of the type") << QStringLiteral("Policy#70") << QByteArray("policies.Policy#70");
    QTest::newRow("in any case") << QStringLiteral("policy#70") << QByteArray("policies.Policy#70");
    QTest::newRow("an id that only one has") << QStringLiteral("70") << QByteArray("policies.Policy#70");
    QTest::newRow("a label that only one has") << QStringLiteral("pol-7 renewed") << QByteArray("policies.Policy#7");
}

void TestReadHistory::findsTheObjectThatIsMeant()
{
    QFETCH(QString, text);
    QFETCH(QByteArray, object);
    const EntityOutcome outcome = findEntity(*m_archive, text, {});
    QVERIFY2(outcome.found == EntityOutcome::Found::One, qPrintable(outcome.error.oneLine()));
    QCOMPARE(QByteArray::fromStdString(outcome.entity.text()), object);
}

void TestReadHistory::saysWhyThereIsNoObject_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("help");
    QTest::addColumn<int>("found");
    using Found = EntityOutcome::Found;
    const auto row = [](const char* claim, const char* text, Found found, const char* what, const char* help) {
        QTest::newRow(claim) << QString::fromUtf8(text) << QString::fromUtf8(what) << QString::fromUtf8(help) << int(found);
    };
    row("a type alone", "Policy", Found::Several, "is a type, not an object", "Name one with its id: policies.Policy#7 (3 event");
    row("an id of two types", "7", Found::Several, "can be several objects", "policies.Policy#7 (3 event");
    row("ids that differ by case", "Policy#a7", Found::Several, "can be several objects", "policies.Policy#A7 (1 event");
    row("an id that is none", "Policy#71", Found::None, "There is no object \"Policy#71\"", "Did you mean \"Policy#7");
    row("a type that is none", "Polcy#7", Found::None, "There is no object \"Polcy#7\"", "Did you mean the type \"Policy\"?");
    row("something else", "zzzzzzzz", Found::None, "There is no object \"zzzzzzzz\"", "Name a type and an id");
}

void TestReadHistory::saysWhyThereIsNoObject()
{
    QFETCH(QString, text);
    QFETCH(QString, what);
    QFETCH(QString, help);
    QFETCH(int, found);
    const EntityOutcome outcome = findEntity(*m_archive, text, {});
    QCOMPARE(int(outcome.found), found);
    QVERIFY2(outcome.error.what.contains(what), qPrintable(outcome.error.what));
    QVERIFY2(outcome.error.help.contains(help), qPrintable(outcome.error.help));
}

QTEST_GUILESS_MAIN(TestReadHistory)
#include "tst_readhistory.moc"
