// SPDX-License-Identifier: MIT
#include "formats/auditframework/auditframeworkformat.h"
#include "support/formatconformance.h"

#include <QTest>

using namespace auditlens;
using namespace auditlens::test;

class TestAuditFramework : public FormatConformance
{
    Q_OBJECT
protected:
    const Format& format() const override { return m_format; }
    std::vector<FormatSample> samples() const override;

private Q_SLOTS:
    void aBadElementOfABatchIsRefusedAlone_data();
    void aBadElementOfABatchIsRefusedAlone();
    void skippedElementsCostNoEvent();

private:
    static std::string batchWith(const std::string& middle);

    AuditFrameworkFormat m_format;
};

std::vector<FormatSample> TestAuditFramework::samples() const
{
    return {
        {"item of the reference", R"({"audit_id":"550e8400-e29b-41d4-a716-446655440000","timestamp":"2025-09-16T07:45:53.120000Z","event_type":"user.login","user_id":"user_456",
             "session_id":null,"ip_address":"192.168.1.100","user_agent":null,"resource_type":null,"resource_id":null,"action":"login","status":"success",
             "request_data":null,"response_data":null,"metadata":{"a":1},"tenant_id":"default","service_name":"svc","correlation_id":null,
             "retention_period_days":90,"created_at":"2025-09-16T07:45:53Z","partition_date":"2025-09-16"})",
            {R"({"id":"550e8400-e29b-41d4-a716-446655440000","time":"2025-09-16T07:45:53.120000Z","actor":{"id":"user_456"},"action":"login","verb":"login","outcome":"success",
             "tenant":"default","ip":"192.168.1.100","clocks":{"created":"2025-09-16T07:45:53.000000000Z"},
             "extra":{"session_id":null,"service_name":"svc","retention_period_days":90,"partition_date":"2025-09-16","event_type":"user.login","metadata":{"a":1}}})"}},
        {"CSV row: texts, a JSON cell, empty cells", R"({"audit_id":"a-1","timestamp":"2025-09-16T07:45:53Z","event_type":"policy","user_id":"u","session_id":"","ip_address":"","user_agent":"",
             "resource_type":"Policy","resource_id":"42","action":"update","status":"error","request_data":"","response_data":"",
             "metadata":{"before":{"state":"open"},"after":{"state":"closed"}},"tenant_id":"t","service_name":"","correlation_id":"c-1","retention_period_days":"90","created_at":"","partition_date":""})",
            {R"({"id":"a-1","time":"2025-09-16T07:45:53Z","actor":{"id":"u"},"action":"update","verb":"update","outcome":"failure","entity":{"type":"Policy","id":"42"},
             "tenant":"t","request_id":"c-1","changes":[{"field":"state","kind":"scalar","before":"open","after":"closed"}],
             "extra":{"session_id":"","service_name":"","retention_period_days":"90","partition_date":"","event_type":"policy","status":"error",
              "metadata":{"before":{"state":"open"},"after":{"state":"closed"}}}})"}},
        {"item of the older contract", R"({"id":"v0","tenant_id":"t","event_type":"data_access","resource_type":"doc","action":"read","severity":"warning","description":"Somebody read it",
             "timestamp":"2025-09-16T07:45:53Z","created_at":"2025-09-16T07:45:54Z","user_id":"u","resource_id":"7","metadata":{},"ip_address":null,"user_agent":null,"session_id":null,"correlation_id":null})",
            {R"({"id":"v0","time":"2025-09-16T07:45:53Z","actor":{"id":"u"},"action":"read","verb":"read","entity":{"type":"doc","id":"7"},"tenant":"t","summary":"Somebody read it",
             "clocks":{"created":"2025-09-16T07:45:54.000000000Z"},"extra":{"severity":"warning","session_id":null,"event_type":"data_access","metadata":{}}})"}},
        {"row of BigQuery: created_at is the time", R"({"id":"b","tenant_id":"t","event_type":"user.logout","user_id":"u","resource_id":"r","action":null,"metadata":"{}","ip_address":"1.2.3.4","user_agent":"UA",
             "created_at":"2025-09-16 07:45:53.120000 UTC","processed_at":"2025-09-16 07:45:55 UTC"})",
            {R"({"id":"b","time":"2025-09-16T07:45:53.120000Z","actor":{"id":"u"},"action":"user.logout","verb":"logout","entity":{"id":"r"},"tenant":"t","ip":"1.2.3.4","user_agent":"UA",
             "clocks":{"processed":"2025-09-16T07:45:55.000000000Z"},"extra":{"metadata":"{}"}})"}},
        {"NATS message", R"({"id":"n1","tenant_id":"t","event_type":"e","resource_type":"doc","resource_id":"7","action":"create","status":"success","timestamp":"2025-09-16T07:45:53.120000+00:00","metadata":null})",
            {R"({"id":"n1","time":"2025-09-16T07:45:53.120000Z","action":"create","verb":"create","outcome":"success","entity":{"type":"doc","id":"7"},"tenant":"t","extra":{"event_type":"e"}})"}},
        {"NATS batch: several events, the tenant is the batch's", R"({"batch_id":"b-1","tenant_id":"t","count":2,"events":[
             {"id":"n1","event_type":"e","resource_type":"doc","resource_id":"7","action":"create","status":"success","timestamp":"2025-09-16T07:45:53Z"},
             {"id":"n2","event_type":"e","resource_type":"doc","resource_id":"8","action":"delete","status":"info","timestamp":"2025-09-16T07:45:54Z"}]})",
            {R"({"id":"n1","time":"2025-09-16T07:45:53Z","action":"create","verb":"create","outcome":"success","entity":{"type":"doc","id":"7"},"tenant":"t",
             "extra":{"batch":{"batch_id":"b-1","count":2},"event_type":"e"}})",
             R"({"id":"n2","time":"2025-09-16T07:45:54Z","action":"delete","verb":"delete","entity":{"type":"doc","id":"8"},"tenant":"t",
             "extra":{"batch":{"batch_id":"b-1","count":2},"event_type":"e","status":"info"}})"}},
    };
}

std::string TestAuditFramework::batchWith(const std::string& middle)
{
    return R"({"batch_id":"b","tenant_id":"t","events":[{"id":"n1","event_type":"e","action":"create"},)" + middle
        + R"(,{"id":"n3","event_type":"e","action":"delete"}]})";
}

void TestAuditFramework::aBadElementOfABatchIsRefusedAlone_data()
{
    QTest::addColumn<QByteArray>("bad");
    QTest::addColumn<QByteArray>("reason");
    const QByteArray noObject = "Element 2 of \"events\" is not an object.";
    const QByteArray noAction = "Element 2 of \"events\" has text neither in \"action\" nor in \"event_type\".";
    QTest::newRow("a number") << QByteArray("17") << noObject;
    QTest::newRow("null") << QByteArray("null") << noObject;
    QTest::newRow("an empty object") << QByteArray("{}") << noAction;
    QTest::newRow("an action that is an object") << QByteArray(R"({"id":"n2","action":{"a":1}})") << noAction;
}

void TestAuditFramework::aBadElementOfABatchIsRefusedAlone()
{
    QFETCH(QByteArray, bad);
    QFETCH(QByteArray, reason);
    json::Document document;
    QVERIFY(document.parseCopy(batchWith(bad.toStdString())));
    CollectingSink sink;
    QCOMPARE(m_format.decode(document.root(), {}, sink), std::string());
    QCOMPARE(sink.events.size(), std::size_t(2));
    QCOMPARE(sink.events[0].id, std::string("n1"));
    QCOMPARE(sink.events[1].id, std::string("n3"));
    QCOMPARE(sink.events[1].tenant, std::string("t"));
    QCOMPARE(sink.refused.size(), std::size_t(1));
    QCOMPARE(sink.refused[0].first, bad.toStdString());
    QCOMPARE(sink.refused[0].second, reason.toStdString());
}

void TestAuditFramework::skippedElementsCostNoEvent()
{
    /// Wants the second event only, as the store does when it reads one back.
    class SecondOnly : public CollectingSink
    {
    public:
        bool skip() override { return m_asked++ != 1; }

    private:
        int m_asked = 0;
    };
    json::Document document;
    QVERIFY(document.parseCopy(batchWith("17")));
    SecondOnly sink;
    QCOMPARE(m_format.decode(document.root(), {}, sink), std::string());
    QCOMPARE(sink.events.size(), std::size_t(1));
    QCOMPARE(sink.events[0].id, std::string("n3"));
}

QTEST_APPLESS_MAIN(TestAuditFramework)
#include "tst_auditframework.moc"
