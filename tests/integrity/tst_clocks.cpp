// SPDX-License-Identifier: MIT
#include "integrity/clockreadings.h"
#include "integrity/clocks.h"
#include "integrity/integritytext.h"
#include "trail.h"

#include <QDateTime>
#include <QTest>

#include <algorithm>
#include <limits>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;
using Kind = ClockFinding::Kind;

namespace {

constexpr qint64 eventSeconds = 1'760'436'300; // 2025-10-14T10:05:00Z
constexpr qint64 minute = 60;
constexpr qint64 hour = 3600;
constexpr qint64 day = 24 * hour;

QByteArray timeOf(qint64 seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(u"yyyy-MM-ddTHH:mm:ssZ"_s).toLatin1();
}

/// A Fernet token that was made then; nothing in it can be read.
QByteArray tokenOf(qint64 seconds)
{
    QByteArray bytes(1, '\x80');
    for (int shift = 56; shift >= 0; shift -= 8)
        bytes += char(quint64(seconds) >> shift & 0xff);
    bytes += QByteArray(16 + 16 + 32, 'x');
    return "enc:" + bytes.toBase64(QByteArray::Base64UrlEncoding);
}

/// A change of a masked value.
QByteArray masked(qint64 seconds)
{
    return field("iban", "null", "\"masked:01a54629\"", "\"encrypted_after\": \"" + tokenOf(seconds) + '"');
}

/// An event of that time with a ciphertext of another.
void add(Trail& trail, qint64 event, qint64 token)
{
    static int object = 0;
    trail.add(timeOf(event), "updated", QByteArray::number(++object), masked(token));
}

ClockReport checked(const Trail& trail)
{
    return checkClocks(*trail.archive(), {}, {});
}

} // namespace

/// Event times against the other clocks of their records.
class TestClocks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCiphertextMayBeMinutesOff_data();
    void aCiphertextMayBeMinutesOff();
    void aFindingHasTheNumbers();
    void manyWrittenAtOneTimeAreABackfill();
    void aSteadyOffsetIsADriftAndNoFinding();
    void aTimeWithoutAZoneMayBeHoursOff();
    void aGuessedTimeIsNotCompared();
    void theDocumentsIdIsAClock();
    void everyClockOfAnEventIsRead();
    void timesFarApartDoNotOverflow();
    void withoutClocksNothingIsSaid();
};

void TestClocks::aCiphertextMayBeMinutesOff_data()
{
    QTest::addColumn<qint64>("offset");
    QTest::addColumn<int>("found"); // Kind, or -1.
    QTest::newRow("at the same time") << qint64(0) << -1;
    QTest::newRow("four minutes later") << 4 * minute << -1;
    QTest::newRow("five minutes later") << 5 * minute << -1;
    QTest::newRow("six minutes later") << 6 * minute << int(Kind::BackDated);
    QTest::newRow("half a year later") << 180 * day << int(Kind::BackDated);
    QTest::newRow("four minutes earlier") << -4 * minute << -1;
    QTest::newRow("six minutes earlier") << -6 * minute << int(Kind::AheadOfTime);
}

void TestClocks::aCiphertextMayBeMinutesOff()
{
    QFETCH(qint64, offset);
    QFETCH(int, found);
    Trail trail;
    add(trail, eventSeconds, eventSeconds + offset);
    const ClockReport report = checked(trail);
    QCOMPARE(report.compared, std::uint64_t(1));
    QCOMPARE(report.findingCount, std::uint64_t(found < 0 ? 0 : 1));
    QCOMPARE(report.backDated.size(), found == int(Kind::BackDated) ? 1u : 0u);
    QCOMPARE(report.aheadOfTime.size(), found == int(Kind::AheadOfTime) ? 1u : 0u);
    QVERIFY(report.backfilled.empty());
    if (found >= 0)
        QCOMPARE(int(report.findings.at(0).kind), found);
}

void TestClocks::aFindingHasTheNumbers()
{
    Trail trail;
    add(trail, eventSeconds, 1'774'144'711);
    const ClockReport report = checked(trail);
    QCOMPARE(report.findings.size(), std::size_t(1));
    QCOMPARE(report.findings[0].event.id, std::string("e1"));
    QCOMPARE(report.findings[0].offset, (1'774'144'711 - eventSeconds) * 1'000'000'000);
    QCOMPARE(clockSentence(report.findings[0]),
        u"The event says 2025-10-14T10:05:00Z, the time in its ciphertext says 2026-03-22T01:58:31Z: 158 d 15 h later. It was written "
        "later than it says. Up to 5 min would be taken as usual."_s);
    QCOMPARE(report.clocks.size(), std::size_t(1));
    QCOMPARE(report.clocks[0].source, std::string("trail.jsonl"));
    QCOMPARE(report.clocks[0].clock, std::string("ciphertext"));
    QCOMPARE(report.clocks[0].backDated, std::uint64_t(1));
    QCOMPARE(report.clocks[0].most, report.findings[0].offset);
}

void TestClocks::manyWrittenAtOneTimeAreABackfill()
{
    Trail trail;
    for (int i = 0; i < 100; ++i)
        add(trail, eventSeconds - i * day, eventSeconds - i * day);
    for (int i = 0; i < 25; ++i)
        add(trail, eventSeconds - i * day, eventSeconds + 90 * day + i * minute);
    add(trail, eventSeconds, eventSeconds + 30 * day);
    const ClockReport report = checked(trail);
    QCOMPARE(report.count(Kind::Backfill), std::uint64_t(25));
    QCOMPARE(report.count(Kind::BackDated), std::uint64_t(1));
    QCOMPARE(report.findingCount, std::uint64_t(26));
    QVERIFY(!report.clocks.at(0).drift);
}

void TestClocks::aSteadyOffsetIsADriftAndNoFinding()
{
    Trail trail;
    for (int i = 0; i < 40; ++i)
        add(trail, eventSeconds + i * day, eventSeconds + i * day + hour + i);
    add(trail, eventSeconds, eventSeconds);
    const ClockReport report = checked(trail);
    QVERIFY(report.clocks.at(0).drift);
    QCOMPARE(report.drifts(), std::uint64_t(1));
    QCOMPARE(report.clocks[0].median / 1'000'000'000, hour + 19);
    QCOMPARE(report.findingCount, std::uint64_t(1));
    QCOMPARE(report.findings[0].event.id, std::string("e41"));
    QCOMPARE(report.findings[0].usual, report.clocks[0].median);
}

void TestClocks::aTimeWithoutAZoneMayBeHoursOff()
{
    Trail trail;
    trail.add(timeOf(eventSeconds).chopped(1), "updated", "1", masked(eventSeconds + 14 * hour));
    trail.add(timeOf(eventSeconds).chopped(1), "updated", "2", masked(eventSeconds + 15 * hour));
    const ClockReport report = checked(trail);
    QCOMPARE(report.findingCount, std::uint64_t(1));
    QCOMPARE(report.findings[0].event.id, std::string("e2"));
    QVERIFY(report.findings[0].tolerance > zoneTolerance);
}

void TestClocks::aGuessedTimeIsNotCompared()
{
    Trail trail;
    trail.add(timeOf(eventSeconds), "updated", "1", masked(eventSeconds)).add({}, "updated", "2", masked(eventSeconds + 300 * day));
    const ClockReport report = checked(trail);
    QCOMPARE(report.compared, std::uint64_t(1));
    QCOMPARE(report.without, std::uint64_t(1));
    QCOMPARE(report.findingCount, std::uint64_t(0));
}

void TestClocks::theDocumentsIdIsAClock()
{
    const QByteArray seconds = QByteArray::number(eventSeconds + 2 * hour, 16);
    Trail trail;
    trail.add(timeOf(eventSeconds), "updated", "1", field("a", "1", "2"), R"("_id": {"$oid": ")" + seconds + R"(0000000000000000"})");
    const ClockReport report = checked(trail);
    QCOMPARE(report.findingCount, std::uint64_t(1));
    QCOMPARE(report.findings[0].clock, std::string("document id"));
    QCOMPARE(report.findings[0].tolerance, clockTolerance("ingested"));
}

void TestClocks::everyClockOfAnEventIsRead()
{
    AuditEvent event;
    event.id = "017F22E2-79B0-7CC3-98C4-DC0C0C07398F";
    event.requestId = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    event.time.ns = 0;
    event.clocks = {{"ingested", 5}};
    ClockReadings readings;
    std::vector<OtherClock> read = readings.of(event, R"({"_id": "507f1f77bcf86cd799439011"})");
    std::ranges::sort(read, {}, &OtherClock::name);
    const std::vector<OtherClock> expected {{"document id", 1'350'508'407'000'000'000}, {"event id", 1'645'557'742'000'000'000},
        {"ingested", 5}, {"request id", 1'469'922'850'259'000'000}};
    QVERIFY(read == expected);
    event.id = "507f1f77bcf86cd799439011";
    QCOMPARE(readings.of(event, R"({"_id": "507f1f77bcf86cd799439011"})").size(), std::size_t(3)); // One id is one clock.
}

void TestClocks::timesFarApartDoNotOverflow()
{
    constexpr Nanoseconds least = std::numeric_limits<Nanoseconds>::min();
    constexpr Nanoseconds most = std::numeric_limits<Nanoseconds>::max();
    QCOMPARE(difference(5, 3), Nanoseconds(2));
    QCOMPARE(difference(most, least), most);
    QCOMPARE(difference(least, most), -most);
    QCOMPARE(difference(most, -1), most);
    QCOMPARE(durationText(least), durationText(most));
}

void TestClocks::withoutClocksNothingIsSaid()
{
    Trail trail;
    trail.add(timeOf(eventSeconds), "updated", "1", field("a", "1", "2"));
    const ClockReport report = checked(trail);
    QCOMPARE(report.compared, std::uint64_t(0));
    QCOMPARE(report.without, std::uint64_t(1));
    QVERIFY(report.clocks.empty());
    QVERIFY(report.scan.complete());
}

QTEST_GUILESS_MAIN(TestClocks)
#include "tst_clocks.moc"
