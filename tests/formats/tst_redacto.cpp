// SPDX-License-Identifier: MIT
#include "formats/redacto/redactoformat.h"
#include "support/formatconformance.h"

#include <QTest>

using namespace auditlens;
using namespace auditlens::test;

class TestRedacto : public FormatConformance
{
    Q_OBJECT
protected:
    const Format& format() const override { return m_format; }
    std::vector<FormatSample> samples() const override;

private:
    RedactoFormat m_format;
};

std::vector<FormatSample> TestRedacto::samples() const
{
    return {
        {"merged form: metadata among the labels", R"({"stream":{"organization_uuid":"org-123","service_name":"vrm","kb_id":"null","action":"update","crud":"u","actor_name":"Zoë","actor_uuid":"u-1",
             "resource_name":"Plan / A","resource_type":"plan","resource_uuid":"r-1","source_ip":"127.0.0.1",
             "event_signature":"f35ba668d16692a60d7937fdefaab52dae554f44dff4ded6c89047e0c5f224b8","detected_level":"unknown"},
             "values":[["1706000000000000000","Zoë updated “plan” \"A\""]]})",
            {R"({"time":"2024-01-23T08:53:20.000000000Z","actor":{"id":"u-1","name":"Zoë"},"action":"update","verb":"update","entity":{"type":"plan","id":"r-1","label":"Plan / A"},
             "tenant":"org-123","ip":"127.0.0.1","summary":"Zoë updated “plan” \"A\"",
             "signature":{"scheme":"redacto-hmac","text":"f35ba668d16692a60d7937fdefaab52dae554f44dff4ded6c89047e0c5f224b8"},
             "extra":{"service_name":"vrm","kb_id":"null","detected_level":"unknown"}})"}},
        {"categorised form of the reference's first vector", R"({"stream":{"organization_uuid":"org-123","service_name":"test-service"},
             "values":[["1706000000000000001","Test audit log entry",{"structuredMetadata":{"action":"create","actor_name":"Test Actor","crud":"c","source_ip":"127.0.0.1",
               "event_signature":"e7d82d125a227d3872d55851b9ed34dc64d6c71bf68f4a001a88ca2c52fbe488"},"parsed":{}}]]})",
            {R"({"time":"2024-01-23T08:53:20.000000001Z","actor":{"name":"Test Actor"},"action":"create","verb":"create","tenant":"org-123","ip":"127.0.0.1",
             "summary":"Test audit log entry","signature":{"scheme":"redacto-hmac","text":"e7d82d125a227d3872d55851b9ed34dc64d6c71bf68f4a001a88ca2c52fbe488"},
             "extra":{"service_name":"test-service"}})"}},
        {"several lines of one stream", R"({"stream":{"organization_uuid":"null","action":"export_report","crud":"r"},"values":[["1706000000000000002","line 2"],["1706000000000000001","line 1"]]})",
            {R"({"time":"2024-01-23T08:53:20.000000002Z","action":"export_report","verb":"read","summary":"line 2"})",
             R"({"time":"2024-01-23T08:53:20.000000001Z","action":"export_report","verb":"read","summary":"line 1"})"}},
        {"logcli line with unresolved escapes of an older Loki", R"({"labels":{"organization_uuid":"o","crud":"d","actor_name":"Zo\\u00eb","event_signature":"ab"},"line":"gone","timestamp":"2024-01-23T09:53:20.000000001+01:00"})",
            {R"({"time":"2024-01-23T08:53:20.000000001Z","actor":{"name":"Zoë"},"action":"d","verb":"delete","tenant":"o","summary":"gone","signature":{"scheme":"redacto-hmac","text":"ab"}})"}},
        {"push request", R"({"stream":{"organization_uuid":"org-123","workspace_uuid":null,"vrm_vendor_id":null,"service_name":"vrm","kb_id":null},
             "values":[["1706000000000000000","Zo\u00eb updated plan",{"action":"update","crud":"u","source_ip":"127.0.0.1","actor_name":"Zo\u00eb","event_signature":"ab"}]]})",
            {R"({"time":"2024-01-23T08:53:20.000000000Z","actor":{"name":"Zoë"},"action":"update","verb":"update","tenant":"org-123","ip":"127.0.0.1","summary":"Zoë updated plan",
             "signature":{"scheme":"redacto-hmac","text":"ab"},"extra":{"workspace_uuid":null,"vrm_vendor_id":null,"service_name":"vrm","kb_id":null}})"}},
    };
}

QTEST_APPLESS_MAIN(TestRedacto)
#include "tst_redacto.moc"
