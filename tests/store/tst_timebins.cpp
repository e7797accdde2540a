// SPDX-License-Identifier: MIT
#include "store/timebins.h"

#include <QDateTime>
#include <QTest>

using namespace auditlens;

namespace {

constexpr Nanoseconds hour = Nanoseconds(3'600) * 1'000'000'000;

Nanoseconds at(const char* iso)
{
    return QDateTime::fromString(QString::fromLatin1(iso), Qt::ISODate).toMSecsSinceEpoch() * 1'000'000;
}

} // namespace

class TestTimeBins : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void daysFollowTheClocksOfTheZone()
    {
        const auto edges = binEdges(at("2025-03-29T12:00:00Z"), at("2025-03-31T12:00:00Z"), BinSize::Day, QTimeZone("Europe/Berlin"), 100);
        QCOMPARE(edges.size(), std::size_t(4));
        QCOMPARE(edges[0], at("2025-03-28T23:00:00Z"));
        QCOMPARE(edges[1] - edges[0], 24 * hour);
        QCOMPARE(edges[2] - edges[1], 23 * hour); // The clocks were put forward.
    }

    void hoursBeginAtFullHoursOfTheZone()
    {
        const auto edges = binEdges(at("2025-03-29T12:10:00Z"), at("2025-03-29T12:50:00Z"), BinSize::Hour, QTimeZone("Asia/Kolkata"), 100);
        QCOMPARE(edges, (std::vector<Nanoseconds> {at("2025-03-29T11:30:00Z"), at("2025-03-29T12:30:00Z"), at("2025-03-29T13:30:00Z")}));
    }

    void everyStretchIsCoveredByNotTooManyBins_data()
    {
        QTest::addColumn<qint64>("first");
        QTest::addColumn<qint64>("last");
        QTest::newRow("an instant") << qint64(at("2025-03-29T12:10:00Z")) << qint64(at("2025-03-29T12:10:00Z"));
        QTest::newRow("a day") << qint64(at("2025-03-29T12:10:00Z")) << qint64(at("2025-03-30T12:10:00Z"));
        QTest::newRow("ten years") << qint64(at("2015-03-29T12:10:00Z")) << qint64(at("2025-03-30T12:10:00Z"));
        QTest::newRow("before 1970") << qint64(at("1905-03-29T12:10:00Z")) << qint64(at("1955-03-30T12:10:00Z"));
        QTest::newRow("five centuries") << qint64(at("1700-01-01T00:00:00Z")) << qint64(at("2200-01-01T00:00:00Z"));
    }

    void everyStretchIsCoveredByNotTooManyBins()
    {
        QFETCH(qint64, first);
        QFETCH(qint64, last);
        const auto edges = binEdges(first, last, BinSize::Auto, QTimeZone("America/New_York"), 60);
        QVERIFY(edges.size() >= 2 && edges.size() <= 61);
        QVERIFY(edges.front() <= first && last < edges.back());
        QVERIFY(std::ranges::is_sorted(edges));
    }

    void tooManyBinsAreNone()
    {
        QVERIFY(binEdges(at("2015-03-29T12:10:00Z"), at("2025-03-30T12:10:00Z"), BinSize::Hour, QTimeZone::utc(), 1000).empty());
        QVERIFY(binEdges(noTime, noTime, BinSize::Auto, QTimeZone::utc(), 1000).empty());
    }
};

QTEST_GUILESS_MAIN(TestTimeBins)
#include "tst_timebins.moc"
