// SPDX-License-Identifier: MIT
#include "unmask/disclosure.h"
#include "unmask/maskdigest.h"

#include <QTest>

using namespace auditlens;

Q_DECLARE_METATYPE(auditlens::ValueShape)
Q_DECLARE_METATYPE(auditlens::Likeness)

class TestDisclosure : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void masks_data();
    void masks();
    void likeness_data();
    void likeness();
    void shapes_data();
    void shapes();
    void lastFour_data();
    void lastFour();
};

void TestDisclosure::masks_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("mask");
    const auto row = [](const char* value, const char* mask) {
        QTest::newRow(value) << QString::fromUtf8(value) << QString::fromUtf8(mask);
    };
    row("123-45-6789", "masked:01a54629");
    row("", "masked:e3b0c442");
    row("Zoë Müller – 東京 0123456789", "masked:bb84cf15");
    row("999-88-7777", "masked:688233c5");
    row("True", "masked:3cbc87c7");
    row("12", "masked:6b51d431");
    row("é", "masked:4a99557e");
}

void TestDisclosure::masks()
{
    QFETCH(QString, value);
    QFETCH(QString, mask);
    QCOMPARE(QString::fromStdString(maskOf(value.toStdString())), mask);
    QVERIFY(isMaskOf(mask.toStdString(), value.toStdString()));
    QVERIFY(!isMaskOf(mask.toStdString(), value.toStdString() + "x"));
    QVERIFY(!isMaskOf(mask.toStdString() + "0", value.toStdString()) || !isMaskOf(mask.toStdString() + "1", value.toStdString()));
    QVERIFY(!isMaskOf(value.toStdString(), value.toStdString()));
}

void TestDisclosure::likeness_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<Likeness>("likeness");
    const auto row = [](const char* claim, const char* a, const char* b, Likeness likeness) {
        QTest::newRow(claim) << QByteArray(a) << QByteArray(b) << likeness;
    };
    row("one digest twice", "masked:01a54629", "masked:01a54629", Likeness::Same);
    row("two digests", "masked:01a54629", "masked:688233c5", Likeness::Different);
    row("a longer digest that begins alike", "masked:01a54629", "masked:01a5462900", Likeness::Same);
    row("a longer digest that differs", "masked:01a54629", "masked:01a5462800", Likeness::Different);
    row("a plain value", "masked:01a54629", "123-45-6789", Likeness::Unknown);
    row("stars", "****", "****", Likeness::Unknown);
    row("nothing", "", "", Likeness::Unknown);
}

void TestDisclosure::likeness()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QFETCH(Likeness, likeness);
    QVERIFY(compareMasks(a.toStdString(), b.toStdString()) == likeness);
    QVERIFY(compareMasks(b.toStdString(), a.toStdString()) == likeness);
}

void TestDisclosure::shapes_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<ValueShape>("shape");
    QTest::newRow("nothing") << QString() << ValueShape();
    QTest::newRow("digits and dashes") << QStringLiteral("123-45-6789") << ValueShape {11, 9, 0, 0, 0, 0, 2};
    QTest::newRow("a name") << QStringLiteral("Zoë Müller") << ValueShape {10, 0, 2, 7, 0, 1, 0};
    QTest::newRow("letters without case") << QStringLiteral("東京") << ValueShape {2, 0, 0, 0, 2, 0, 0};
    QTest::newRow("a code point of two units") << QStringLiteral("😀") << ValueShape {1, 0, 0, 0, 0, 0, 1};
    QTest::newRow("digits of another script") << QStringLiteral("٣٤") << ValueShape {2, 2, 0, 0, 0, 0, 0};
    QTest::newRow("a line end and a tab") << QStringLiteral("\n\t") << ValueShape {2, 0, 0, 0, 0, 2, 0};
}

void TestDisclosure::shapes()
{
    QFETCH(QString, value);
    QFETCH(ValueShape, shape);
    QVERIFY(shapeOf(Secret::copyOf(value.toStdString())) == shape);
}

void TestDisclosure::lastFour_data()
{
    QTest::addColumn<QString>("value");
    QTest::addColumn<QString>("shown");
    const auto row = [](const char* claim, const char* value, const char* shown) {
        QTest::newRow(claim) << QString::fromUtf8(value) << QString::fromUtf8(shown);
    };
    row("a social security number", "123-45-6789", "6789");
    row("code points, not bytes", "12345678東京😀é", "東京😀é");
    row("eight", "12345678", "5678");
    row("seven: less than half", "1234567", "567");
    row("a pin of four is not shown whole", "1234", "34");
    row("one", "1", "");
    row("nothing", "", "");
}

void TestDisclosure::lastFour()
{
    QFETCH(QString, value);
    QFETCH(QString, shown);
    const Secret last = lastFourOf(Secret::copyOf(value.toStdString()));
    QCOMPARE(QString::fromStdString(std::string(last.reveal())), shown);
}

QTEST_APPLESS_MAIN(TestDisclosure)
#include "tst_disclosure.moc"
