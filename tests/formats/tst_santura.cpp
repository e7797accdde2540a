// SPDX-License-Identifier: MIT
#include "formats/santura/santuraformat.h"
#include "support/formatconformance.h"

#include <QTest>

using namespace auditlens;
using namespace auditlens::test;

class TestSantura : public FormatConformance
{
    Q_OBJECT
protected:
    const Format& format() const override { return m_format; }
    std::vector<FormatSample> samples() const override;

private:
    SanturaFormat m_format;
};

std::vector<FormatSample> TestSantura::samples() const
{
    return {
        {"list item of the reference, Extended JSON", R"({"_id":"3f2504e0-4f89-41d3-9a0c-0305e82c3301","timestamp":{"$date":"2025-05-18T09:35:00Z"},
             "action":"login","user_id":"7","details":{"ip":"192.168.1.1","n":1,"ok":true,"none":null,"f":1.5,"name":"Zoë","nested":{"b":2,"a":[1,"x"]}},
             "signature":"adb550eed2c9e21da4d092df49abd3a18dfd61acdf662c109cb62f0514350b80"})",
            {R"({"id":"3f2504e0-4f89-41d3-9a0c-0305e82c3301","time":"2025-05-18T09:35:00Z","actor":{"id":"7"},"action":"login","verb":"login","ip":"192.168.1.1",
             "signature":{"scheme":"santura-hmac","text":"adb550eed2c9e21da4d092df49abd3a18dfd61acdf662c109cb62f0514350b80"},
             "extra":{"details":{"n":1,"ok":true,"none":null,"f":1.5,"name":"Zoë","nested":{"b":2,"a":[1,"x"]}}}})"}},
        {"export item: naive time is UTC, nobody is known", R"({"_id": "3f2504e0-4f89-41d3-9a0c-0305e82c3302", "timestamp": "2025-05-18T09:35:00.123000",
             "action": "logout", "user_id": null, "details": {}, "signature": "2ae5e13de03ec4e3e6d44ec2c80a3b35f4e07cb76c2abaa0a188204efd1fa1f1"})",
            {R"({"id":"3f2504e0-4f89-41d3-9a0c-0305e82c3302","time":"2025-05-18T09:35:00.123000Z","action":"logout","verb":"logout",
             "signature":{"scheme":"santura-hmac","text":"2ae5e13de03ec4e3e6d44ec2c80a3b35f4e07cb76c2abaa0a188204efd1fa1f1"}})"}},
        {"GraphQL item", R"({"Id":"3f25","timestamp":"2025-05-18T09:35:00","action":"login_failed","userId":"7","details":{"ip_address":"1.2.3.4"},"signature":"ab"})",
            {R"({"id":"3f25","time":"2025-05-18T09:35:00Z","actor":{"id":"7"},"action":"login_failed","verb":"login","outcome":"failure","ip":"1.2.3.4",
             "signature":{"scheme":"santura-hmac","text":"ab"}})"}},
        {"details that point at an entity and hold two states", R"({"_id":{"$oid":"65a0"},"timestamp":{"$date":{"$numberLong":"1747560900000"}},"action":"update_policy",
             "user_id":"7","details":{"resource_type":"Policy","resource_id":42,"resource_name":"POL-42","before":{"a":1,"b":[1, 2]},"after":{"a":2,"b":[1,2],"c":null}}})",
            {R"({"id":"65a0","time":"2025-05-18T09:35:00.000Z","actor":{"id":"7"},"action":"update_policy","verb":"update",
             "entity":{"type":"Policy","id":"42","label":"POL-42"},
             "changes":[{"field":"a","kind":"scalar","before":1,"after":2},{"field":"c","kind":"scalar","after":null}],
             "extra":{"details":{"before":{"a":1,"b":[1,2]},"after":{"a":2,"b":[1,2],"c":null}}}})"}},
    };
}

QTEST_APPLESS_MAIN(TestSantura)
#include "tst_santura.moc"
