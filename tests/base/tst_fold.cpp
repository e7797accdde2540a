// SPDX-License-Identifier: MIT
#include "base/fold.h"

#include <QTest>

using namespace auditlens;

class TestFold : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void texts_data();
    void texts();
    void comparing_data() { texts_data(); }
    void comparing();
    void appendingKeepsWhatWasThere();
};

void TestFold::texts_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("folded");
    QTest::newRow("ASCII") << QByteArray("Alice O'NEIL 42") << QByteArray("alice o'neil 42");
    QTest::newRow("diacritics stay") << QByteArray("ZOË É") << QByteArray("zoë é");
    QTest::newRow("Greek and Cyrillic") << QByteArray("ΑΩ ЖЯ") << QByteArray("αω жя");
    QTest::newRow("no case") << QByteArray("東京 😀") << QByteArray("東京 😀");
    QTest::newRow("control characters become blanks") << QByteArray("a\nb\tc\x01") << QByteArray("a b c ");
    QTest::newRow("bytes that are not UTF-8") << QByteArray("a\xff") << QByteArray("a\xef\xbf\xbd");
    QTest::newRow("empty") << QByteArray() << QByteArray();
}

void TestFold::texts()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, folded);
    QCOMPARE(QByteArray::fromStdString(auditlens::folded(text.toStdString())), folded);
}

void TestFold::comparing()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, folded);
    const std::string utf8 = text.toStdString();
    const std::string wanted = folded.toStdString();
    QVERIFY(foldsTo(utf8, wanted));
    QVERIFY(!foldsTo(utf8, wanted + 'x'));
    QVERIFY(!foldsTo(utf8 + 'x', wanted));
    QVERIFY(!foldsTo('x' + utf8, wanted));
    QVERIFY(wanted == utf8 || !foldsTo(wanted, utf8));
}

void TestFold::appendingKeepsWhatWasThere()
{
    std::string text = "X";
    appendFolded(text, "Y");
    QCOMPARE(text, std::string("Xy"));
}

QTEST_APPLESS_MAIN(TestFold)
#include "tst_fold.moc"
