// SPDX-License-Identifier: MIT
#include "diff/worddiff.h"

#include <QtTest>

using namespace auditlens;

/// "Renewal [subject to] inspection": changed pieces stand in brackets.
static QByteArray marked(const std::vector<DiffPiece>& pieces)
{
    QByteArray text;
    for (const DiffPiece& piece : pieces)
        text += piece.changed ? "[" + QByteArray::fromStdString(piece.text) + "]" : QByteArray::fromStdString(piece.text);
    return text;
}

class TestWordDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void marksWords_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QByteArray>("expectedBefore");
        QTest::addColumn<QByteArray>("expectedAfter");
        const auto row = [](const char* claim, const char* b, const char* a, const char* eb, const char* ea) {
            QTest::newRow(claim) << QByteArray(b) << QByteArray(a) << QByteArray(eb) << QByteArray(ea);
        };
        row("a replaced word is marked whole", "pending", "approved", "[pending]", "[approved]");
        row("a replaced phrase is one mark", "Renewal subject to inspection within 30 days",
            "Renewal waives inspection within 90 days", "Renewal [subject to] inspection within [30] days",
            "Renewal [waives] inspection within [90] days");
        row("equal texts have no marks", "same here", "same here", "same here", "same here");
        row("an added word is marked on one side", "a c", "a b c", "a c", "a [b] c");
        row("a number with separators is one word", "1,840.00", "1,610.00", "[1,840.00]", "[1,610.00]");
        row("a date is one word", "2026-03-31", "2027-03-31", "[2026-03-31]", "[2027-03-31]");
        row("only white space differs", "a b", "a  b", "a[ ]b", "a[  ]b");
        row("an empty side", "", "new", "", "[new]");
        row("text outside ASCII stays whole", "für Köln", "für Bonn", "für [Köln]", "für [Bonn]");
    }

    void marksWords()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        const WordDiff diff = diffWords(before.toStdString(), after.toStdString());
        QTEST(marked(diff.before), "expectedBefore");
        QTEST(marked(diff.after), "expectedAfter");
    }

    void hugeTextsStayBounded()
    {
        std::string before = "start ";
        std::string after = "start ";
        for (int i = 0; i < 200000; ++i) {
            before += "b" + std::to_string(i) + " ";
            after += "a" + std::to_string(i) + " ";
        }
        const WordDiff diff = diffWords(before, after);
        QCOMPARE(diff.before.front().text, std::string("start "));
        QVERIFY(diff.before[1].changed);
    }
};

QTEST_APPLESS_MAIN(TestWordDiff)
#include "tst_worddiff.moc"
