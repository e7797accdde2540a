// SPDX-License-Identifier: MIT
#include "models/histogramgeometry.h"
#include "models/timeaxis.h"

#include <QDateTime>
#include <QtTest>

using namespace auditlens;

namespace {

Nanoseconds at(const char* iso, const QTimeZone& zone = QTimeZone::utc())
{
    const QDateTime wall = QDateTime::fromString(QString::fromLatin1(iso), Qt::ISODate);
    return QDateTime(wall.date(), wall.time(), zone).toMSecsSinceEpoch() * 1'000'000;
}

QStringList texts(const std::vector<TimeTick>& ticks)
{
    QStringList all;
    for (const TimeTick& tick : ticks)
        all << tick.text;
    return all;
}

} // namespace

/// What stands under and beside the bars of the histogram.
class TestTimeAxis : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void labelsStandAtRoundTimes_data()
    {
        QTest::addColumn<Nanoseconds>("first");
        QTest::addColumn<Nanoseconds>("last");
        QTest::addColumn<QStringList>("labels");
        QTest::newRow("a month has every fifth day") << at("2026-03-01T00:00:00") << at("2026-04-01T00:00:00")
            << QStringList {QStringLiteral("1 Mar"), QStringLiteral("6 Mar"), QStringLiteral("11 Mar"), QStringLiteral("16 Mar"), QStringLiteral("21 Mar"), QStringLiteral("26 Mar"), QStringLiteral("1 Apr")};
        QTest::newRow("a day has hours") << at("2026-03-01T00:00:00") << at("2026-03-01T23:59:00")
            << QStringList {QStringLiteral("1 Mar"), QStringLiteral("06:00"), QStringLiteral("12:00"), QStringLiteral("18:00")};
        QTest::newRow("a year has quarters") << at("2025-12-20T00:00:00") << at("2026-12-31T00:00:00")
            << QStringList {QStringLiteral("Jan 2026"), QStringLiteral("Apr 2026"), QStringLiteral("Jul 2026"), QStringLiteral("Oct 2026")};
        QTest::newRow("a century has decades") << at("1969-01-01T00:00:00") << at("2026-12-31T00:00:00")
            << QStringList {QStringLiteral("1970"), QStringLiteral("1980"), QStringLiteral("1990"), QStringLiteral("2000"), QStringLiteral("2010"), QStringLiteral("2020")};
        QTest::newRow("an instant has none") << at("2026-03-01T00:00:00") << at("2026-03-01T00:00:00") << QStringList();
    }

    void labelsStandAtRoundTimes()
    {
        QFETCH(Nanoseconds, first);
        QFETCH(Nanoseconds, last);
        QTEST(texts(timeTicks(first, last, QTimeZone::utc(), 7)), "labels");
    }

    void labelsGoByTheZone()
    {
        const QTimeZone delhi("Asia/Kolkata"); // half past the hours of UTC
        const auto ticks = timeTicks(at("2026-03-01T00:00:00", delhi), at("2026-03-01T03:00:00", delhi), delhi, 4);
        QCOMPARE(texts(ticks), (QStringList {QStringLiteral("1 Mar"), QStringLiteral("01:00"), QStringLiteral("02:00"), QStringLiteral("03:00")}));
        QCOMPARE(ticks[1].at, at("2026-03-01T01:00:00", delhi));
    }

    void aSkippedHourHasNoLabel()
    {
        const QTimeZone berlin("Europe/Berlin"); // no two o'clock on that night
        const auto ticks = timeTicks(at("2026-03-29T00:00:00", berlin), at("2026-03-29T04:00:00", berlin), berlin, 5);
        QCOMPARE(texts(ticks), (QStringList {QStringLiteral("29 Mar"), QStringLiteral("01:00"), QStringLiteral("03:00"), QStringLiteral("04:00")}));
    }

    void periodsAreTold_data()
    {
        QTest::addColumn<Nanoseconds>("begin");
        QTest::addColumn<Nanoseconds>("end");
        QTest::addColumn<QString>("text");
        QTest::newRow("a day") << at("2026-03-24T00:00:00") << at("2026-03-25T00:00:00") << QStringLiteral("24 March 2026");
        QTest::newRow("days of a month") << at("2026-03-01T00:00:00") << at("2026-03-06T00:00:00") << QStringLiteral("1 to 5 March 2026");
        QTest::newRow("days of a year") << at("2026-02-28T00:00:00") << at("2026-03-06T00:00:00") << QStringLiteral("28 February to 5 March 2026");
        QTest::newRow("days of two years") << at("2025-12-31T00:00:00") << at("2026-01-02T00:00:00") << QStringLiteral("31 December 2025 to 1 January 2026");
        QTest::newRow("an hour") << at("2026-03-24T14:00:00") << at("2026-03-24T15:00:00") << QStringLiteral("24 March 2026, 14:00 to 15:00");
        QTest::newRow("until midnight") << at("2026-03-24T18:00:00") << at("2026-03-25T00:00:00") << QStringLiteral("24 March 2026, 18:00 to 00:00");
        QTest::newRow("over midnight") << at("2026-03-24T18:00:00") << at("2026-03-25T06:00:00") << QStringLiteral("24 March 2026, 18:00 to 25 March 2026, 06:00");
    }

    void periodsAreTold()
    {
        QFETCH(Nanoseconds, begin);
        QFETCH(Nanoseconds, end);
        QTEST(periodText(begin, end, QTimeZone::utc()), "text");
    }

    void everyPixelBelongsToTheBinOverIt()
    {
        const HistogramGeometry geometry({0, 10, 20, 40}, 100, 80);
        QCOMPARE(geometry.binCount(), 3);
        QCOMPARE(geometry.leftOf(1), 120);
        QCOMPARE(geometry.rightOf(2), 180);
        QCOMPARE(geometry.binAt(119), 0);
        QCOMPARE(geometry.binAt(120), 1);
        QCOMPARE(geometry.binAt(140), 2);
        QCOMPARE(geometry.binAt(-5), 0);
        QCOMPARE(geometry.binAt(999), 2);
        QCOMPARE(geometry.xOf(-7), 100);
        QCOMPARE(HistogramGeometry().binAt(5), -1);
    }

    void allTimeFitsIntoAGeometry()
    {
        constexpr Nanoseconds most = std::numeric_limits<Nanoseconds>::max();
        const HistogramGeometry geometry({-most, 0, most}, 0, 100);
        QCOMPARE(geometry.xOf(0), 50);
        QCOMPARE(geometry.xOf(most), 100);
    }
};

QTEST_GUILESS_MAIN(TestTimeAxis)
#include "tst_timeaxis.moc"
