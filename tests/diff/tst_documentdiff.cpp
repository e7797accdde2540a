// SPDX-License-Identifier: MIT
#include "diff/documentdiff.h"

#include <QtTest>

using namespace auditlens;

static QByteArray sideText(const DocumentRow::Side& side)
{
    if (side.kind == json::Kind::Missing)
        return "absent";
    return side.kind == json::Kind::String ? '"' + QByteArray::fromStdString(side.text) + '"' : QByteArray::fromStdString(side.text);
}

/// "~a: 1 -> 2; +b: absent -> null"; unchanged rows are left out.
static QByteArray printed(const DocumentDiff& diff)
{
    QByteArrayList lines;
    for (const DocumentRow& row : diff.rows) {
        const QByteArray key(int(row.depth), '.');
        if (row.kind == DocumentRow::Kind::Inside)
            lines << key + "in " + QByteArray::fromStdString(row.key);
        else if (row.kind != DocumentRow::Kind::Same)
            lines << key + "=+-~"[int(row.kind) == 4 ? 3 : int(row.kind) - 1] + QByteArray::fromStdString(row.key) + ": "
                    + sideText(row.before) + " -> " + sideText(row.after);
    }
    return lines.join("; ");
}

class TestDocumentDiff : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void finds_data()
    {
        QTest::addColumn<QByteArray>("before");
        QTest::addColumn<QByteArray>("after");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* claim, const char* b, const char* a, const char* expected) {
            QTest::newRow(claim) << QByteArray(b) << QByteArray(a) << QByteArray(expected);
        };
        row("the order of members means nothing", R"({"a":1,"b":2})", R"({"b":2,"a":1})", "");
        row("absent, null and empty are different", R"({"a":null,"c":""})", R"({"a":"","b":null})",
            R"(~a: null -> ""; -c: "" -> absent; +b: absent -> null)");
        row("a nested member", R"({"a":{"b":1,"c":2}})", R"({"a":{"b":1,"c":3}})", "in a; .~c: 2 -> 3");
        row("elements are matched by id, not by place", R"([{"id":1,"n":"x"},{"id":2,"n":"y"}])",
            R"([{"id":2,"n":"z"},{"id":1,"n":"x"}])", "in [id 2]; .~n: \"y\" -> \"z\"");
        row("elements are matched by pk", R"([{"pk":1}])", R"([{"pk":2}])",
            R"(-[id 1]: {"pk":1} -> absent; +[id 2]: absent -> {"pk":2})");
        row("repeated ids fall back to the place", R"([{"id":1},{"id":1}])", R"([{"id":1}])",
            R"(-[1]: {"id":1} -> absent)");
        row("an element put in front is one addition", R"([2,3])", R"([1,2,3])", "+[0]: absent -> 1");
        row("numbers are compared as written", R"({"a":1.0})", R"({"a":1.00})", "~a: 1.0 -> 1.00");
        row("an absent document adds every member", "", R"({"a":1})", "+a: absent -> 1");
        row("a change of kind", R"({"a":[1]})", R"({"a":{"b":1}})", R"(~a: [1] -> {"b":1})");
    }

    void finds()
    {
        QFETCH(QByteArray, before);
        QFETCH(QByteArray, after);
        QTEST(printed(diffDocuments(before.toStdString(), after.toStdString())), "expected");
    }

    void damagedTextIsSaid() { QVERIFY(!diffDocuments("{", "{}").readable); }

    void rowsAreBounded()
    {
        std::string big = "[0";
        for (int i = 1; i < 10000; ++i)
            big += "," + std::to_string(i);
        const DocumentDiff diff = diffDocuments(big + "]", "[]");
        QCOMPARE(diff.rows.size(), maxDocumentRows);
        QVERIFY(diff.truncated);
    }
};

QTEST_APPLESS_MAIN(TestDocumentDiff)
#include "tst_documentdiff.moc"
