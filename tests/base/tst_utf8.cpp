// SPDX-License-Identifier: MIT
#include "base/utf8.h"

#include <QTest>

using namespace auditlens;

class TestUtf8 : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyCodePointThereAndBack();
    void malformed_data();
    void malformed();
};

void TestUtf8::everyCodePointThereAndBack()
{
    for (char32_t point = 0; point <= 0x10ffff; ++point) {
        std::string text;
        appendCodePoint(text, point);
        std::size_t at = 0;
        QVERIFY(nextCodePoint(text, at) == point && at == text.size());
        QVERIFY(isUtf8(text) != isSurrogate(point));
    }
}

void TestUtf8::malformed_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("a continuation alone") << QByteArray("\x80");
    QTest::newRow("cut off") << QByteArray("\xe6\x9d");
    QTest::newRow("overlong slash, two bytes") << QByteArray("\xc0\xaf");
    QTest::newRow("overlong slash, three bytes") << QByteArray("\xe0\x80\xaf");
    QTest::newRow("overlong slash, four bytes") << QByteArray("\xf0\x80\x80\xaf");
    QTest::newRow("above U+10FFFF") << QByteArray("\xf4\x90\x80\x80");
    QTest::newRow("a byte that never occurs") << QByteArray("\xff");
    QTest::newRow("a lead instead of a continuation") << QByteArray("\xe6\xc3\xa9");
}

void TestUtf8::malformed()
{
    QFETCH(QByteArray, bytes);
    const std::string_view text(bytes.constData(), std::size_t(bytes.size()));
    QVERIFY(!isUtf8(text));
    std::size_t at = 0;
    QCOMPARE(nextCodePoint(text, at), notACodePoint);
    QCOMPARE(at, std::size_t(1));
    QVERIFY(countCodePoints(text) >= 1);
}

QTEST_APPLESS_MAIN(TestUtf8)
#include "tst_utf8.moc"
