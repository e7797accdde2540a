// SPDX-License-Identifier: MIT
#include "query/timerange.h"

#include <QDateTime>
#include <QTest>

using namespace auditlens;

namespace {

// 2025-03-14T10:00:00Z, a Friday.
constexpr Nanoseconds now = 1'741'946'400'000'000'000;

QString iso(Nanoseconds ns)
{
    const qint64 fraction = ns % 1'000'000'000;
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(ns / 1'000'000, Qt::UTC);
    return time.toString(u"yyyy-MM-ddTHH:mm:ss"_qs) + (fraction ? u'.' + QString::number(fraction).rightJustified(9, u'0') : QString());
}

} // namespace

class TestTimeRange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTimes_data();
    void readsTimes();
    void refusesNonsense_data();
    void refusesNonsense();
    void aDayAtTheEndIsIncluded();
    void emptyTextLeavesTheRangeOpen();
};

void TestTimeRange::readsTimes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QString>("begin");
    QTest::addColumn<QString>("end");

    const auto row = [](const char* text, const char* zone, const char* begin, const char* end) {
        const QString name = QLatin1String(text) + QLatin1String(" in ") + QLatin1String(zone);
        QTest::newRow(qPrintable(name)) << QString::fromLatin1(text) << QString::fromLatin1(zone)
                                        << QString::fromLatin1(begin) << QString::fromLatin1(end);
    };
    row("2025", "UTC", "2025-01-01T00:00:00", "2026-01-01T00:00:00");
    row("2025-03", "UTC", "2025-03-01T00:00:00", "2025-04-01T00:00:00");
    row("2025-03-01", "UTC", "2025-03-01T00:00:00", "2025-03-02T00:00:00");
    row("2025-03-01", "Europe/Berlin", "2025-02-28T23:00:00", "2025-03-01T23:00:00");
    row("2025-03-30", "Europe/Berlin", "2025-03-29T23:00:00", "2025-03-30T22:00:00");
    row("2025-03-01 12:30", "Europe/Berlin", "2025-03-01T11:30:00", "2025-03-01T11:30:00");
    row("2025-03-30T02:30", "Europe/Berlin", "2025-03-30T01:30:00", "2025-03-30T01:30:00"); // skipped by the clocks
    row("2025-03-01T12:30:05Z", "Europe/Berlin", "2025-03-01T12:30:05", "2025-03-01T12:30:05");
    row("2025-03-01T12:30:05.123456789Z", "UTC", "2025-03-01T12:30:05.123456789", "2025-03-01T12:30:05.123456789");
    row("2025-03-01T12:30:05.5+02:00", "UTC", "2025-03-01T10:30:05.500000000", "2025-03-01T10:30:05.500000000");
    row("2025-03-01T12:30-0330", "UTC", "2025-03-01T16:00:00", "2025-03-01T16:00:00");
    row("1741946400", "Asia/Tokyo", "2025-03-14T10:00:00", "2025-03-14T10:00:00");
    row("1741946400000", "UTC", "2025-03-14T10:00:00", "2025-03-14T10:00:00");
    row("now", "UTC", "2025-03-14T10:00:00", "2025-03-14T10:00:00");
    row("today", "UTC", "2025-03-14T00:00:00", "2025-03-15T00:00:00");
    row("Today", "Pacific/Auckland", "2025-03-13T11:00:00", "2025-03-14T11:00:00");
    row("yesterday", "UTC", "2025-03-13T00:00:00", "2025-03-14T00:00:00");
    row("this week", "UTC", "2025-03-10T00:00:00", "2025-03-17T00:00:00");
    row("last-week", "UTC", "2025-03-03T00:00:00", "2025-03-10T00:00:00");
    row("last month", "UTC", "2025-02-01T00:00:00", "2025-03-01T00:00:00");
    row("this year", "UTC", "2025-01-01T00:00:00", "2026-01-01T00:00:00");
    row("-7d", "UTC", "2025-03-07T10:00:00", "2025-03-07T10:00:00");
    row("now-15m", "UTC", "2025-03-14T09:45:00", "2025-03-14T09:45:00");
    row("-2h", "UTC", "2025-03-14T08:00:00", "2025-03-14T08:00:00");
    row("-1mo", "UTC", "2025-02-14T10:00:00", "2025-02-14T10:00:00");
}

void TestTimeRange::readsTimes()
{
    QFETCH(QString, text);
    QFETCH(QString, zone);
    QFETCH(QString, begin);
    QFETCH(QString, end);
    const Result<TimeSpan> span = parseTime(text, {QTimeZone(zone.toLatin1()), now});
    QVERIFY2(span.ok(), span.ok() ? "" : qPrintable(span.error().oneLine()));
    QCOMPARE(iso(span->begin), begin);
    QCOMPARE(iso(span->end), end);
}

void TestTimeRange::refusesNonsense_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"soon", "2025-13", "2025-02-30", "2025-03-01T25:00", "0001-01-01", "9999", "12345", "-7", "-7q",
             "2025-03-01T10:00+99:00", "--7d", "99999999999"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestTimeRange::refusesNonsense()
{
    QFETCH(QString, text);
    const Result<TimeSpan> span = parseTime(text, {QTimeZone::utc(), now});
    QVERIFY(!span.ok());
    QVERIFY(!span.error().help.isEmpty());
}

void TestTimeRange::aDayAtTheEndIsIncluded()
{
    const TimeContext context {QTimeZone::utc(), now};
    const Result<TimeRange> month = parseRange(u"2025-03"_qs, u"2025-03"_qs, context);
    QVERIFY(month.ok());
    QCOMPARE(iso(month->begin), u"2025-03-01T00:00:00"_qs);
    QCOMPARE(iso(month->end), u"2025-04-01T00:00:00"_qs);
    const Result<TimeRange> hours = parseRange(u"2025-03-01"_qs, u"2025-03-01T12:00"_qs, context);
    QVERIFY(hours.ok());
    QCOMPARE(iso(hours->end), u"2025-03-01T12:00:00"_qs);
}

void TestTimeRange::emptyTextLeavesTheRangeOpen()
{
    const Result<TimeRange> open = parseRange({}, u" "_qs, {QTimeZone::utc(), now});
    QVERIFY(open.ok());
    QVERIFY(open->isUnbounded());
}

QTEST_GUILESS_MAIN(TestTimeRange)
#include "tst_timerange.moc"
