// SPDX-License-Identifier: MIT
#include "event/isotime.h"
#include "formats/text/localzone.h"
#include "formats/text/timetext.h"

#include <QTest>

using namespace auditlens;

namespace {

QString shown(EventTime time)
{
    std::string text;
    appendIsoUtc(text, time.ns, time.fractionDigits);
    if (time.origin == TimeOrigin::Missing)
        return QStringLiteral("none");
    return QString::fromStdString(text) + QLatin1String(time.origin == TimeOrigin::ZoneAssumed ? " assumed" : "");
}

void row(const char* claim, const char* text, const char* expected, const char* zone = "UTC", const char* pattern = "")
{
    QTest::newRow(claim) << QByteArray(text) << QString::fromUtf8(expected) << QByteArray(zone) << QByteArray(pattern);
}

void columns()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QByteArray>("pattern");
}

void check()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, expected);
    QFETCH(QByteArray, zone);
    QFETCH(QByteArray, pattern);
    const TimeRules rules {.zone = zone.constData(), .pattern = pattern.constData(), .epoch = EpochUnit::Auto};
    QCOMPARE(shown(parseTime(std::string_view(text.constData(), std::size_t(text.size())), rules)), expected);
}

} // namespace

class TestTimeText : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void iso_data();
    void iso() { check(); }
    void epochs_data();
    void epochs() { check(); }
    void namedDates_data();
    void namedDates() { check(); }
    void patterns_data();
    void patterns() { check(); }
    void zones_data();
    void zones() { check(); }
    void jsonValues_data();
    void jsonValues();
    void everyDayOfFourCenturiesComesBack();
    void zoneNames();
};

void TestTimeText::iso_data()
{
    columns();
    row("microseconds and +00:00", "2025-12-03T15:04:05.123456+00:00", "2025-12-03T15:04:05.123456Z");
    row("no fraction", "2025-12-03T15:04:05+00:00", "2025-12-03T15:04:05Z");
    row("Z", "2025-09-16T07:45:53.120000Z", "2025-09-16T07:45:53.120000Z");
    row("Python's str(datetime)", "2025-12-03 15:04:05+00:00", "2025-12-03T15:04:05Z");
    row("naive Python", "2025-05-18 09:35:00.000001", "2025-05-18T09:35:00.000001Z assumed");
    row("offset east", "2025-01-01T01:30:00+05:30", "2024-12-31T20:00:00Z");
    row("offset west without colon", "2025-01-01T01:30:00-0800", "2025-01-01T09:30:00Z");
    row("offset of hours only", "2025-01-01T01:30:00+02", "2024-12-31T23:30:00Z");
    row("offset with seconds", "1900-01-01T00:00:00+00:19:32", "1899-12-31T23:40:28Z");
    row("Ruby's text", "2019-06-10 10:18:18 UTC", "2019-06-10T10:18:18Z");
    row("blank before the offset", "2019-06-10 10:18:18 +0200", "2019-06-10T08:18:18Z");
    row("nine digits", "2024-01-23T08:53:20.000000001Z", "2024-01-23T08:53:20.000000001Z");
    row("more than nine digits are cut", "2024-01-23T08:53:20.1234567899Z", "2024-01-23T08:53:20.123456789Z");
    row("comma", "2024-01-23T08:53:20,5Z", "2024-01-23T08:53:20.5Z");
    row("date only is midnight", "2025-12-03", "2025-12-03T00:00:00Z assumed");
    row("no seconds", "2025-12-03T15:04Z", "2025-12-03T15:04:00Z");
    row("basic form", "20251203T150405Z", "2025-12-03T15:04:05Z");
    row("leap second is the next second", "2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z");
    row("24:00 is the next midnight", "2016-12-31T24:00:00Z", "2017-01-01T00:00:00Z");
    row("before 1970", "1969-12-31T23:59:59.5Z", "1969-12-31T23:59:59.5Z");
    row("blanks around", "  2025-12-03T15:04:05Z\n", "2025-12-03T15:04:05Z");
    row("first representable second", "1677-09-21T00:12:45Z", "1677-09-21T00:12:45Z");
    row("last representable second", "2262-04-11T23:47:15.999999999Z", "2262-04-11T23:47:15.999999999Z");
    row("before the range", "1677-09-21T00:12:44Z", "none");
    row("behind the range", "2262-04-11T23:47:16Z", "none");
    row(".NET's smallest date", "0001-01-01T00:00:00", "none");
    row("month 13", "2025-13-40T00:00:00", "none");
    row("29 February of a common year", "2025-02-29T00:00:00Z", "none");
    row("hour 25", "2025-02-20T25:00:00Z", "none");
    row("text behind", "2025-02-20T05:00:00Zoo", "none");
    row("half a clock", "2025-02-20T05:0", "none");
    row("point without digits", "2025-02-20T05:00:00.Z", "none");
    row("a word", "yesterday", "none");
    row("empty", "", "none");
    row("only blanks", "   ", "none");
}

void TestTimeText::epochs_data()
{
    columns();
    row("seconds", "1728364117", "2024-10-08T05:08:37Z");
    row("seconds with a fraction", "1728364117.25", "2024-10-08T05:08:37.25Z");
    row("milliseconds", "1747560900000", "2025-05-18T09:35:00.000Z");
    row("milliseconds with a fraction", "1747560900000.5", "2025-05-18T09:35:00.0005Z");
    row("microseconds", "1728364117000001", "2024-10-08T05:08:37.000001Z");
    row("nanoseconds are exact", "1706000000000000001", "2024-01-23T08:53:20.000000001Z");
    row("exponent", "1.728364117E12", "2024-10-08T05:08:37.000Z");
    row("zero", "0", "1970-01-01T00:00:00Z");
    row("before 1970", "-1.5", "1969-12-31T23:59:58.5Z");
    row("leading zeros", "0001728364117", "2024-10-08T05:08:37Z");
    row("eight digits are seconds", "20240101", "1970-08-23T06:15:01Z");
    row("too large", "99999999999999999999", "none");
    row("forty nines", "9999999999999999999999999999999999999999", "none");
    row("huge exponent", "1e99", "none");
    row("not a number", "1728364117s", "none");
    row("only a sign", "-", "none");
    row("hexadecimal", "0x10", "none");
}

void TestTimeText::namedDates_data()
{
    columns();
    row("HTTP", "Tue, 08 Oct 2024 05:08:37 GMT", "2024-10-08T05:08:37Z");
    row("e-mail with an offset", "8 Oct 2024 05:08 +0200", "2024-10-08T03:08:00Z");
    row("RFC 850 with a long year", "Tuesday, 08-Oct-2024 05:08:37 UTC", "2024-10-08T05:08:37Z");
    row(".NET", "/Date(1728364117000)/", "2024-10-08T05:08:37.000Z");
    row(".NET with an offset", "/Date(1728364117000+0200)/", "2024-10-08T05:08:37.000Z");
    row(".NET before 1970", "/Date(-1000)/", "1969-12-31T23:59:59.000Z");
    row(".NET without digits", "/Date()/", "none");
    row("unknown month", "Tue, 08 Okt 2024 05:08:37 GMT", "none");
}

void TestTimeText::patterns_data()
{
    columns();
    row("day first", "8/10/2024 05:08", "2024-10-08T05:08:00Z assumed", "UTC", "d/M/yyyy HH:mm");
    row("US with PM", "10/8/2024 5:08:37 PM", "2024-10-08T17:08:37Z assumed", "UTC", "M/d/yyyy h:mm:ss tt");
    row("narrow blank before PM", "10/8/2024 5:08:37\u202fPM", "2024-10-08T17:08:37Z assumed", "UTC", "M/d/yyyy h:mm:ss tt");
    row("noon", "10/8/2024 12:00:00 PM", "2024-10-08T12:00:00Z assumed", "UTC", "M/d/yyyy h:mm:ss tt");
    row("midnight", "10/8/2024 12:00:00 AM", "2024-10-08T00:00:00Z assumed", "UTC", "M/d/yyyy h:mm:ss tt");
    row("13 PM is nonsense", "10/8/2024 13:00:00 PM", "none", "UTC", "M/d/yyyy h:mm:ss tt");
    row("in a zone", "8/7/2024 05:08", "2024-07-08T03:08:00Z assumed", "Europe/Berlin", "d/M/yyyy HH:mm");
    row("common log format", "10/Oct/2000:13:55:36 -0700", "2000-10-10T20:55:36Z", "UTC", "dd/MMM/yyyy:HH:mm:ss zzz");
    row("two-digit year", "08.10.24", "2024-10-08T00:00:00Z assumed", "UTC", "dd.MM.yy");
    row("quoted text", "on 2024-10-08 at 05h", "2024-10-08T05:00:00Z assumed", "UTC", "'on' yyyy-MM-dd 'at' HH'h'");
    row("fraction", "2024-10-08 05:08:37.123", "2024-10-08T05:08:37.123Z assumed", "UTC", "yyyy-MM-dd HH:mm:ss.SSS");
    row("ISO still works beside a pattern", "2024-10-08T05:08:37Z", "2024-10-08T05:08:37Z", "UTC", "d/M/yyyy HH:mm");
    row("text left over", "8/10/2024 05:08 or so", "none", "UTC", "d/M/yyyy HH:mm");
    row("unclosed quote", "8/10/2024", "none", "UTC", "d/M/yyyy 'x");
    row("unknown letter", "8/10/2024", "none", "UTC", "d/M/yyyyQ");
}

void TestTimeText::zones_data()
{
    columns();
    row("winter", "2024-01-15T12:00:00", "2024-01-15T11:00:00Z assumed", "Europe/Berlin");
    row("summer", "2024-07-15T12:00:00", "2024-07-15T10:00:00Z assumed", "Europe/Berlin");
    row("skipped hour goes by the clock before", "2024-03-31T02:30:00", "2024-03-31T01:30:00Z assumed", "Europe/Berlin");
    row("just before the gap", "2024-03-31T01:59:59", "2024-03-31T00:59:59Z assumed", "Europe/Berlin");
    row("just behind the gap", "2024-03-31T03:00:00", "2024-03-31T01:00:00Z assumed", "Europe/Berlin");
    row("repeated hour is the first one", "2024-10-27T02:30:00", "2024-10-27T00:30:00Z assumed", "Europe/Berlin");
    row("behind the repeated hour", "2024-10-27T03:00:00", "2024-10-27T02:00:00Z assumed", "Europe/Berlin");
    row("skipped hour in the west", "2024-03-10T02:30:00", "2024-03-10T10:30:00Z assumed", "America/Los_Angeles");
    row("repeated hour in the west", "2024-11-03T01:30:00", "2024-11-03T08:30:00Z assumed", "America/Los_Angeles");
    row("skipped day", "2011-12-30T12:00:00", "2011-12-30T22:00:00Z assumed", "Pacific/Apia");
    row("no clock changes", "2024-07-15T12:00:00", "2024-07-15T06:30:00Z assumed", "Asia/Kolkata");
    row("a written zone wins", "2024-07-15T12:00:00Z", "2024-07-15T12:00:00Z", "Europe/Berlin");
    row("unknown zone counts as UTC", "2024-07-15T12:00:00", "2024-07-15T12:00:00Z assumed", "Mars/Olympus");
}

void TestTimeText::jsonValues_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QString>("expected");
    QTest::newRow("text") << QByteArray(R"("2025-05-18T09:35:00Z")") << "2025-05-18T09:35:00Z";
    QTest::newRow("number") << QByteArray("1747560900000") << "2025-05-18T09:35:00.000Z";
    QTest::newRow("relaxed Extended JSON") << QByteArray(R"({"$date":"2025-05-18T09:35:00.123Z"})") << "2025-05-18T09:35:00.123Z";
    QTest::newRow("canonical Extended JSON") << QByteArray(R"({"$date":{"$numberLong":"-31536000000"}})") << "1969-01-01T00:00:00.000Z";
    QTest::newRow("a small number in $date is milliseconds") << QByteArray(R"({"$date":1000})") << "1970-01-01T00:00:01.000Z";
    QTest::newRow("$numberLong alone") << QByteArray(R"({"$numberLong":"1747560900000"})") << "2025-05-18T09:35:00.000Z";
    for (const char* json : {"null", "true", "[]", "{}", R"({"$date":null})", R"({"$date":[1]})", R"({"$date":{"$numberLong":{}}})"})
        QTest::newRow(json) << QByteArray(json) << "none";
}

void TestTimeText::jsonValues()
{
    QFETCH(QByteArray, json);
    QFETCH(QString, expected);
    json::Document document;
    QVERIFY(document.parseCopy(json.toStdString()));
    QCOMPARE(shown(parseTime(document.root(), TimeRules())), expected);
}

void TestTimeText::everyDayOfFourCenturiesComesBack()
{
    CivilDate last {1800, 12, 31};
    for (std::int64_t day = daysFromCivil({1801, 1, 1}); day <= daysFromCivil({2200, 12, 31}); ++day) {
        const CivilDate date = civilFromDays(day);
        QCOMPARE(daysFromCivil(date), day);
        const bool nextMonth = last.day == daysInMonth(last.year, last.month);
        QCOMPARE(date.day, nextMonth ? 1 : last.day + 1);
        last = date;
    }
}

void TestTimeText::zoneNames()
{
    QVERIFY(isKnownZone("Europe/Berlin"));
    QVERIFY(isKnownZone("UTC"));
    QVERIFY(!isKnownZone("Mars/Olympus"));
    QVERIFY(!isKnownZone(""));
}

QTEST_APPLESS_MAIN(TestTimeText)
#include "tst_timetext.moc"
