// SPDX-License-Identifier: MIT
#include "session/eventdetail.h"

#include <QtTest>

using namespace auditlens;

namespace {

Change changeOf(Change::Kind kind, Value before, Value after)
{
    Change change;
    change.kind = kind;
    change.field = "f";
    change.before = std::move(before);
    change.after = std::move(after);
    return change;
}

ChangeDetail detailOf(Change change)
{
    StoredEvent stored;
    stored.event.changes = {std::move(change)};
    return eventDetail(stored).changes.front();
}

Value valueOf(Value::Kind kind, std::string text)
{
    return {kind, std::move(text), {}, {}, {}};
}

std::string joined(const std::vector<DiffPiece>& pieces)
{
    std::string text;
    for (const DiffPiece& piece : pieces)
        text += piece.text;
    return text;
}

} // namespace

class TestEventDetail : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textsAreComparedWordByWord()
    {
        const ChangeDetail detail = detailOf(changeOf(Change::Kind::Scalar, valueOf(Value::Kind::Text, "within 30 days"), valueOf(Value::Kind::Text, "within 90 days")));
        QCOMPARE(joined(detail.words.before), std::string("within 30 days"));
        QVERIFY(std::count_if(detail.words.after.begin(), detail.words.after.end(), [](const DiffPiece& piece) { return piece.changed; }) == 1);
    }

    void nullAndEmptyHaveNoWords_data()
    {
        QTest::addColumn<int>("kind");
        QTest::newRow("absent") << int(Value::Kind::Absent);
        QTest::newRow("null") << int(Value::Kind::Null);
        QTest::newRow("empty text") << int(Value::Kind::Text);
    }

    void nullAndEmptyHaveNoWords()
    {
        QFETCH(int, kind);
        const ChangeDetail detail = detailOf(changeOf(Change::Kind::Scalar, valueOf(Value::Kind(kind), {}), valueOf(Value::Kind::Text, "x")));
        QVERIFY(detail.words.before.empty() && detail.words.after.empty());
    }

    void everyRowOfADocumentHasItsWords()
    {
        const ChangeDetail detail = detailOf(changeOf(Change::Kind::Document, valueOf(Value::Kind::Document, R"({"a": 1, "b": {"c": "x y"}})"),
            valueOf(Value::Kind::Document, R"({"a": 1, "b": {"c": "x z"}})")));
        QVERIFY(!detail.document.rows.empty());
        QCOMPARE(detail.documentWords.size(), detail.document.rows.size());
        QVERIFY(detail.words.before.empty());
    }

    void aDocumentThatIsNoJsonIsComparedAsText()
    {
        const ChangeDetail detail = detailOf(changeOf(Change::Kind::Document, valueOf(Value::Kind::Document, "{half"), valueOf(Value::Kind::Document, "{half of")));
        QVERIFY(detail.document.rows.empty());
        QCOMPARE(joined(detail.words.after), std::string("{half of"));
    }

    void maskedValuesAreNotCompared()
    {
        const ChangeDetail detail = detailOf(changeOf(Change::Kind::Scalar, valueOf(Value::Kind::Masked, "masked:1"), valueOf(Value::Kind::Masked, "masked:2")));
        QVERIFY(detail.words.before.empty() && detail.words.after.empty());
    }

    void longValuesAreCutBetweenCharacters()
    {
        std::string text(maxShownValueBytes - 1, 'x');
        text += "ééé";
        const std::string shown = shownText(valueOf(Value::Kind::Text, text));
        QCOMPARE(shown, std::string(maxShownValueBytes - 1, 'x') + "…");
    }

    void theRecordGetsLineBreaks()
    {
        StoredEvent stored;
        stored.raw = R"({"n":1.50})";
        QCOMPARE(eventDetail(stored).prettyRaw, QStringLiteral("{\n  \"n\": 1.50\n}"));
        stored.raw = "no json";
        QVERIFY(eventDetail(stored).prettyRaw.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestEventDetail)
#include "tst_eventdetail.moc"
