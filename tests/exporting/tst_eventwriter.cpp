// SPDX-License-Identifier: MIT
#include "exporting/csvwriter.h"
#include "exporting/zonedtime.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace auditlens;

namespace {

AuditEvent policyEvent()
{
    AuditEvent event;
    event.id = "E-1";
    event.time = {1'741'946'400'500'000'000, TimeOrigin::Stated, 3}; // 2025-03-14T10:00:00.500Z
    event.actor.fullName = "Alice Nguyen";
    event.action = "updated";
    event.verb = Verb::Update;
    event.entity = {"policies.Policy", "-5", "=1+1"};
    Change status;
    status.field = "status";
    status.before = {Value::Kind::Text, "pending, \"old\"", {}, {}, {}};
    status.after = {Value::Kind::Null, {}, {}, {}, {}};
    Change ssn;
    ssn.field = "ssn";
    ssn.before = {Value::Kind::Masked, "masked:01a54629", {}, {}, "enc:gAAAAsecret"};
    ssn.after = ssn.before;
    event.changes = {status, ssn};
    return event;
}

QByteArray written(ExportFormat format, const std::vector<AuditEvent>& events, const QTimeZone& zone = QTimeZone::utc())
{
    std::string out;
    const auto writer = makeEventWriter(format, zone);
    writer->begin(out);
    for (const AuditEvent& event : events)
        writer->add(out, event, "policies.jsonl");
    writer->end(out);
    return QByteArray::fromStdString(out);
}

} // namespace

class TestEventWriter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cells_data();
    void cells();
    void csvHasAHeaderThatNamesTheZone();
    void csvNamesFieldsWithoutValues();
    void csvShowsTimesInItsZone();
    void jsonIsAnArray();
    void jsonLinesHaveOneEventPerLine();
    void aMadeSummaryIsFilledIn();
    void noCipherIsEverWritten();
};

void TestEventWriter::cells_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("cell");

    QTest::newRow("plain text stays plain") << u"alice"_qs << u"alice"_qs;
    QTest::newRow("a comma is quoted") << u"a,b"_qs << u"\"a,b\""_qs;
    QTest::newRow("a semicolon is quoted") << u"a;b"_qs << u"\"a;b\""_qs;
    QTest::newRow("a quote is doubled") << u"a\"b"_qs << u"\"a\"\"b\""_qs;
    QTest::newRow("a line feed is quoted") << u"a\nb"_qs << u"\"a\nb\""_qs;
    QTest::newRow("a formula is made harmless") << u"=cmd|'/c calc'!A1"_qs << u"\"'=cmd|'/c calc'!A1\""_qs;
    QTest::newRow("plus") << u"+1+1"_qs << u"\"'+1+1\""_qs;
    QTest::newRow("minus") << u"-2+3"_qs << u"\"'-2+3\""_qs;
    QTest::newRow("at") << u"@SUM(A1)"_qs << u"\"'@SUM(A1)\""_qs;
    QTest::newRow("tab") << u"\t=1"_qs << u"\"'\t=1\""_qs;
    QTest::newRow("carriage return") << u"\r=1"_qs << u"\"'\r=1\""_qs;
    QTest::newRow("full-width equals") << u"＝1"_qs << u"\"'＝1\""_qs;
    QTest::newRow("full-width plus") << u"＋1"_qs << u"\"'＋1\""_qs;
    QTest::newRow("full-width minus") << u"－1"_qs << u"\"'－1\""_qs;
    QTest::newRow("full-width at") << u"＠A"_qs << u"\"'＠A\""_qs;
    QTest::newRow("a formula behind spaces") << u"  =1"_qs << u"\"'  =1\""_qs;
    QTest::newRow("a negative number stays a number") << u"-5"_qs << u"-5"_qs;
    QTest::newRow("a signed decimal stays a number") << u"+3.20"_qs << u"+3.20"_qs;
    QTest::newRow("a lone minus is no number") << u"-"_qs << u"\"'-\""_qs;
    QTest::newRow("a number with a tail is no number") << u"-5 apples"_qs << u"\"'-5 apples\""_qs;
    QTest::newRow("nothing") << QString() << QString();
}

void TestEventWriter::cells()
{
    QFETCH(QString, text);
    QFETCH(QString, cell);
    std::string out;
    appendCsvCell(out, text.toStdString());
    QCOMPARE(QString::fromStdString(out), cell);
}

void TestEventWriter::csvHasAHeaderThatNamesTheZone()
{
    const QByteArray csv = written(ExportFormat::Csv, {policyEvent()});
    QCOMPARE(csv,
        QByteArray("time (UTC),id,actor,actor_id,action,verb,outcome,entity_type,entity_id,entity_label,tenant,ip,"
                   "request_id,changes,summary,source\r\n"
                   "2025-03-14T10:00:00.500Z,E-1,Alice Nguyen,,updated,update,unknown,policies.Policy,-5,\"'=1+1\",,,,"
                   "\"status: pending, \"\"old\"\" -> null; ssn: (masked) -> (masked)\","
                   "\"Alice Nguyen changed status from pending, \"\"old\"\" to null and ssn (masked) on Policy =1+1\","
                   "policies.jsonl\r\n"));
}

void TestEventWriter::csvNamesFieldsWithoutValues()
{
    AuditEvent event = policyEvent();
    event.changes = {Change(), Change()};
    event.changes[0].field = "premium";
    event.changes[1].field = "expires";
    QVERIFY(written(ExportFormat::Csv, {event}).contains(",\"premium; expires\","));
}

void TestEventWriter::csvShowsTimesInItsZone()
{
    QVERIFY(written(ExportFormat::Csv, {policyEvent()}, QTimeZone("Asia/Kolkata"))
                .contains("time (Asia/Kolkata),"));
    const auto shown = [](const char* zone) {
        std::string out;
        appendZonedTime(out, policyEvent().time, QTimeZone(zone));
        return QString::fromStdString(out);
    };
    QCOMPARE(shown("Asia/Kolkata"), u"2025-03-14T15:30:00.500+05:30"_qs);
    QCOMPARE(shown("America/St_Johns"), u"2025-03-14T07:30:00.500-02:30"_qs);
}

void TestEventWriter::jsonIsAnArray()
{
    for (const std::size_t count : {0u, 1u, 3u}) {
        QJsonParseError error;
        const QByteArray json = written(ExportFormat::Json, std::vector<AuditEvent>(count, policyEvent()));
        const QJsonDocument document = QJsonDocument::fromJson(json, &error);
        QCOMPARE(error.error, QJsonParseError::NoError);
        QCOMPARE(std::size_t(document.array().size()), count);
    }
}

void TestEventWriter::jsonLinesHaveOneEventPerLine()
{
    const QByteArray lines = written(ExportFormat::JsonLines, {policyEvent(), policyEvent()});
    QCOMPARE(lines.count('\n'), 2);
    const QJsonObject event = QJsonDocument::fromJson(lines.split('\n').first()).object();
    QCOMPARE(event[u"id"].toString(), u"E-1"_qs);
    QCOMPARE(event[u"source"].toString(), u"policies.jsonl"_qs);
}

void TestEventWriter::aMadeSummaryIsFilledIn()
{
    const auto summary = [](const AuditEvent& event) {
        return QJsonDocument::fromJson(written(ExportFormat::JsonLines, {event})).object()[u"summary"].toString();
    };
    AuditEvent event = policyEvent();
    QVERIFY(summary(event).startsWith(u"Alice Nguyen changed status"));
    event.summary = "Its own words.";
    QCOMPARE(summary(event), u"Its own words."_qs);
}

void TestEventWriter::noCipherIsEverWritten()
{
    for (const ExportFormat format : {ExportFormat::Csv, ExportFormat::Json, ExportFormat::JsonLines})
        QVERIFY(!written(format, {policyEvent()}).contains("gAAAA"));
}

QTEST_GUILESS_MAIN(TestEventWriter)
#include "tst_eventwriter.moc"
