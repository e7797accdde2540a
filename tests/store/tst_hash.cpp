// SPDX-License-Identifier: MIT
#include "store/hash.h"

#include <QTest>

#include <string>

using namespace auditlens;

/// The numbers are on disk.
class TestHash : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aWordIsItsFirstBytes_data();
    void aWordIsItsFirstBytes();
    void aHashStaysWhatItWas_data();
    void aHashStaysWhatItWas();
};

void TestHash::aWordIsItsFirstBytes_data()
{
    QTest::addColumn<int>("count");
    for (int count = 0; count <= 8; ++count)
        QTest::addRow("%d bytes", count) << count;
}

void TestHash::aWordIsItsFirstBytes()
{
    QFETCH(int, count);
    const std::string bytes = "\xf1\x02\xe3\x04\xd5\x06\xc7\x08\xff";
    std::uint64_t expected = 0;
    for (int i = count - 1; i >= 0; --i)
        expected = expected << 8 | static_cast<unsigned char>(bytes[std::size_t(i)]);
    QCOMPARE(wordOf(bytes.data(), std::size_t(count)), expected);
}

void TestHash::aHashStaysWhatItWas_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<quint64>("expected");
    QTest::addRow("0 bytes") << QByteArray("") << quint64(0x42bc986dc5eec4d3);
    QTest::addRow("1 bytes") << QByteArray("a") << quint64(0x4d0e41cb626f75fd);
    QTest::addRow("3 bytes") << QByteArray("abc") << quint64(0xc82771aa297f283a);
    QTest::addRow("4 bytes") << QByteArray("abcd") << quint64(0x4799976cd619a17c);
    QTest::addRow("7 bytes") << QByteArray("pending") << quint64(0x87fa16825a6dc415);
    QTest::addRow("8 bytes") << QByteArray("approved") << quint64(0x353395cca577647c);
    QTest::addRow("9 bytes") << QByteArray("approved!") << quint64(0x2c216e9810aec25a);
    QTest::addRow("15 bytes") << QByteArray("policies.Policy") << quint64(0x7a64d8b3f2dab88a);
    QTest::addRow("16 bytes") << QByteArray("sixteen letters!") << quint64(0xe96d008a6139c051);
    QTest::addRow("17 bytes") << QByteArray("seventeen letters") << quint64(0x0a1f7a5e52a2c538);
    QTest::addRow("53 bytes") << QByteArray("a text that is as long as three whole words, and more") << quint64(0x6846f25515607c6f);
}

void TestHash::aHashStaysWhatItWas()
{
    QFETCH(QByteArray, bytes);
    QFETCH(quint64, expected);
    QCOMPARE(hash64({bytes.constData(), std::size_t(bytes.size())}), expected);
}

QTEST_GUILESS_MAIN(TestHash)
#include "tst_hash.moc"
