// SPDX-License-Identifier: MIT
#include "query/clock.h"
#include "query/decimal.h"
#include "query/ipaddress.h"
#include "query/valuetest.h"

#include <QDateTime>
#include <QTest>

#include <random>

using namespace auditlens;

class TestQueryValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comparesDecimals_data();
    void comparesDecimals();
    void refusesWhatIsNoNumber_data();
    void refusesWhatIsNoNumber();
    void readsAddresses_data();
    void readsAddresses();
    void readsAddressesInTexts();
    void knowsTextThatPatternsNeed_data();
    void knowsTextThatPatternsNeed();
    void clockAgreesWithQt_data();
    void clockAgreesWithQt();
};

void TestQueryValues::comparesDecimals_data()
{
    QTest::addColumn<QByteArray>("a");
    QTest::addColumn<QByteArray>("b");
    QTest::addColumn<int>("order");
    const auto row = [](const char* a, const char* b, int order) { QTest::addRow("%s and %s", a, b) << QByteArray(a) << QByteArray(b) << order; };
    row("1", "2", -1);
    row("10", "9", 1);
    row("1.50", "1.5", 0);
    row("0015e-1", "1.5", 0);
    row("-0", "0.00", 0);
    row("-2", "-1", -1);
    row("-1", "1", -1);
    row("+3", "3", 0);
    row("0.1", "0.09", 1);
    row("9007199254740993", "9007199254740992", 1);
    row("0.30000000000000004", "0.3", 1);
    row("1e400", "9e399", 1);
    row("-1e400", "1e-400", -1);
    row(".5", "5e-1", 0);
    row("5.", "5", 0);
}

void TestQueryValues::comparesDecimals()
{
    QFETCH(QByteArray, a);
    QFETCH(QByteArray, b);
    QFETCH(int, order);
    const auto first = Decimal::read(a.toStdString());
    const auto second = Decimal::read(b.toStdString());
    QVERIFY(first && second);
    QCOMPARE(*first < *second, order < 0);
    QCOMPARE(*first > *second, order > 0);
    QCOMPARE(*first == *second, order == 0);
    QCOMPARE(*second < *first, order > 0);
}

void TestQueryValues::refusesWhatIsNoNumber_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char* text : {"", "-", ".", "1 ", " 1", "1e", "e5", "1e1234567890123456", "0x10", "1,000", "NaN", "Infinity", "1.2.3", "--1"})
        QTest::newRow(text) << QByteArray(text);
}

void TestQueryValues::refusesWhatIsNoNumber()
{
    QFETCH(QByteArray, text);
    QVERIFY(!Decimal::read(text.toStdString()));
}

void TestQueryValues::readsAddresses_data()
{
    QTest::addColumn<QByteArray>("address");
    QTest::addColumn<QByteArray>("network");
    QTest::addColumn<bool>("inside");
    const auto row = [](const char* address, const char* network, bool inside) {
        QTest::addRow("%s in %s", address, network) << QByteArray(address) << QByteArray(network) << inside;
    };
    row("10.255.0.1", "10.0.0.0/8", true);
    row("11.0.0.1", "10.0.0.0/8", false);
    row("10.1.2.3", "10.1.2.3/32", true);
    row("10.1.2.3", "10.9.9.9/8", true);
    row("1.2.3.4", "0.0.0.0/0", true);
    row("::ffff:10.0.0.1", "10.0.0.0/8", true);
    row("2001:db8::1", "2001:db8::/32", true);
    row("2001:DB8:0:0:0:0:0:1", "2001:db8::/32", true);
    row("2001:db9::1", "2001:db8::/32", false);
    row("::1", "::1/128", true);
    row("::", "::/0", true);
    row("fe80::1:2", "fe80::/10", true);
}

void TestQueryValues::readsAddresses()
{
    QFETCH(QByteArray, address);
    QFETCH(QByteArray, network);
    QFETCH(bool, inside);
    const auto read = IpAddress::read(address.toStdString());
    const auto range = IpNetwork::read(network.toStdString());
    QVERIFY(read && range);
    QCOMPARE(range->first <= *read && *read <= range->last, inside);
}

void TestQueryValues::readsAddressesInTexts()
{
    for (const char* text : {"10.0.0.1", "10.0.0.1:8080", " 10.0.0.1 ", "10.0.0.1, 192.168.0.1", "x, 10.0.0.1"}) {
        const auto addresses = addressesIn(text);
        QVERIFY2(!addresses.empty() && addresses.front() == *IpAddress::read("10.0.0.1"), text);
    }
    for (const char* text : {"[2001:db8::1]:443", "2001:db8::1%eth0", "2001:db8::1"}) {
        const auto addresses = addressesIn(text);
        QVERIFY2(addresses.size() == 1 && addresses.front() == *IpAddress::read("2001:db8::1"), text);
    }
    for (const char* text : {"", "10.0.0", "10.0.0.1.", "10.0.0.256", "1:2:3", ":::", "1::2::3", "[", "]", "1:2:3:4:5:6:7:8:9", "10.0.0.0001", "g::1", "1:"})
        QVERIFY2(addressesIn(text).empty(), text);
}

void TestQueryValues::knowsTextThatPatternsNeed_data()
{
    QTest::addColumn<QByteArray>("pattern");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* pattern, const char* text) { QTest::newRow(pattern) << QByteArray(pattern) << QByteArray(text); };
    row("Renewal", "renewal");
    row("^renewal$", "renewal");
    row("ab?cd", "cd");
    row("abc*d", "ab");
    row("ab+c", "ab");
    row("a{2}bcd", "bcd");
    row("cat|dog", "");
    row("(cat|dog)food", "food");
    row("[a|b]xyz", "xyz");
    row("[]x]abc", "abc");
    row("[[:alpha:]]+abc", "abc");
    row("10\\.0\\.0", "10.0.0");
    row("\\d+apples", "apples");
    row("\\Qa|b\\E", "");
    row("(a(b)c)?def", "def");
    row("(\\))abc", "abc");
    row("a.b", "a");
    row("\xc3\xa9" "t\xc3\xa9", "t");
    row("(?i)abc", "abc");
}

void TestQueryValues::knowsTextThatPatternsNeed()
{
    QFETCH(QByteArray, pattern);
    QFETCH(QByteArray, text);
    QCOMPARE(QByteArray::fromStdString(requiredText(pattern.toStdString())), text);
}

void TestQueryValues::clockAgreesWithQt_data()
{
    QTest::addColumn<QByteArray>("zone");
    for (const char* zone : {"UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "Australia/Lord_Howe", "UTC+05:30"})
        QTest::newRow(zone) << QByteArray(zone);
}

void TestQueryValues::clockAgreesWithQt()
{
    QFETCH(QByteArray, zone);
    const QTimeZone timeZone(zone);
    const ZoneClock clock(timeZone);
    ZoneClock::Hint hint;
    std::mt19937_64 random(3);
    for (int i = 0; i < 4000; ++i) {
        const qint64 ms = qint64(random() % 8'000'000'000'000) - 2'000'000'000'000; // 1906 to 2160
        const QDateTime expected = QDateTime::fromMSecsSinceEpoch(ms, timeZone);
        QCOMPARE(clock.hour(ms * 1'000'000, hint), expected.time().hour());
        QCOMPARE(clock.weekday(ms * 1'000'000, hint), expected.date().dayOfWeek() - 1);
    }
}

QTEST_GUILESS_MAIN(TestQueryValues)
#include "tst_queryvalues.moc"
