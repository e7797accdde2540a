// SPDX-License-Identifier: MIT
#include "formats/text/pythonliteral.h"
#include "json/document.h"

#include <QTest>

using namespace auditlens;

class TestPythonLiteral : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void literals_data();
    void literals();
    void hostileTextEnds();
};

void TestPythonLiteral::literals_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("json");
    const auto row = [](const char* claim, const char* text, const char* json) {
        QTest::newRow(claim) << QString::fromUtf8(text) << QString::fromUtf8(json);
    };
    row("a dict", "{'username': 'alice', 'id': 42, 'ok': True, 'no': None}", R"({"username":"alice","id":42,"ok":true,"no":null})");
    row("a quote inside", "{'a': \"o'neil\", 'b': 'say \"x\"'}", R"({"a":"o'neil","b":"say \"x\""})");
    row("escapes", R"('\n\t\\\'\x41\u00eb\U0001f600')", "\"\\n\\t\\\\'Aë😀\"");
    row("lists, tuples, sets", "[1, (2, 3,), {4, 'x'}, {'y'}, (), {}]", R"([1,[2,3],[4,"x"],["y"],[],{}])");
    row("numbers as written", "[1.50, -3, 1e-05, 1e+16, nan, -inf]", R"([1.50,-3,1e-05,1e+16,"nan","-inf"])");
    row("keys that are no texts", "{1: 'a', None: 'b', (1, 2): 'c'}", R"({"1":"a","null":"b","[1,2]":"c"})");
    row("known wrappers", "{'u': UUID('ab-c'), 'd': Decimal('1.50')}", R"({"u":"ab-c","d":"1.50"})");
    row("unknown calls as they stand", "[datetime.datetime(2024, 1, 2, tzinfo=f(1)), <User: x>, b'ab']",
        R"x(["datetime.datetime(2024, 1, 2, tzinfo=f(1))","<User: x>","ab"])x");
    row("nested", "{'a': {'b': [{'c': 1}]}}", R"({"a":{"b":[{"c":1}]}})");
    for (const char* broken : {"", "{", "{'a'", "{'a':", "{'a': 1", "'abc", "[1", "[1 2]", "{'a': 1 'b': 2}", "alice", "007",
             "f(", "'\\q'", "'\\u12'", "{1, 2: 3}", "[1,,2]", "[] []", "-", "1.", "1e", "'\\"})
        row(qPrintable(QStringLiteral("broken ") + QString::fromUtf8(broken)), broken, "");
}

void TestPythonLiteral::literals()
{
    QFETCH(QString, text);
    QFETCH(QString, json);
    const std::optional<std::string> found = jsonFromPythonLiteral(text.toStdString());
    QCOMPARE(QString::fromStdString(found.value_or(std::string())), json);
    json::Document document;
    QVERIFY(!found || document.parseCopy(*found));
}

void TestPythonLiteral::hostileTextEnds()
{
    QVERIFY(!jsonFromPythonLiteral(std::string(100'000, '[')));
    QVERIFY(!jsonFromPythonLiteral(std::string(100'000, '{')));
    QVERIFY(!jsonFromPythonLiteral("f" + std::string(100'000, '(')));
}

QTEST_APPLESS_MAIN(TestPythonLiteral)
#include "tst_pythonliteral.moc"
