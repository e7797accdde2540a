// SPDX-License-Identifier: MIT
#include "formats/auditloggersamples.h"

#include "event/eventjson.h"

namespace auditlens::test {

namespace {

constexpr const char* message = R"({"date": "2025-05-18T09:35:00.123456", "request": {"id": "9f1c", "url": "app.example/policies/42/"}, "action": "OBJ_UPDATE",
 "user": {"ip": "203.0.113.10", "organisation": "Acme", "pk": 7, "is_staff": true, "is_superuser": false},
 "instance": {"model": "Policy", "name": "Policy 42", "pk": 42, "fields": ["status"], "timestamp": 1747560900000},
 "stack": ["/app/auditlogger/signals.py:121 send_log", "/app/auditlogger/signals.py:75 log_save"]})";

constexpr const char* messageFields = R"("time":"2025-05-18T09:35:00.123456Z","actor":{"id":"7"},"action":"OBJ_UPDATE","verb":"update",
 "entity":{"type":"Policy","id":"42","label":"Policy 42"},"tenant":"Acme","ip":"203.0.113.10","request_id":"9f1c",
 "changes":[{"field":"status","kind":"scalar"}],)";

constexpr const char* messageExtra = R"("stack":["/app/auditlogger/signals.py:121 send_log","/app/auditlogger/signals.py:75 log_save"],
 "user":{"is_staff":true,"is_superuser":false},"instance":{"timestamp":1747560900000},"request":{"url":"app.example/policies/42/"})";

std::string quoted(const std::string& text)
{
    std::string out;
    appendJsonString(out, text);
    return out;
}

} // namespace

std::vector<FormatSample> auditloggerSamples()
{
    return {
        {"message of the reference", message, {std::string("{") + messageFields + "\"extra\":{" + messageExtra + "}}"}},
        {"the same inside of a CloudWatch event: its times are other clocks",
            R"({"eventId":"3710","logStreamName":"web","timestamp":1747560905000,"ingestionTime":1747560906000,"message":)" + quoted(message) + "}",
            {std::string(R"({"id":"3710",)") + messageFields
                + R"("clocks":{"pushed":"2025-05-18T09:35:05.000000000Z","ingested":"2025-05-18T09:35:06.000000000Z"},"extra":{"logStreamName":"web",)"
                + messageExtra + "}}"}},
        {"failed login without an instance", R"({"date":"2025-05-18T09:35:00","request":"","action":"USER_LOGIN_FAILED","user":{"ip":"203.0.113.10","username":"mallory"},"instance":null,"stack":[]})",
            {R"({"time":"2025-05-18T09:35:00Z","actor":{"name":"mallory"},"action":"USER_LOGIN_FAILED","verb":"login","outcome":"failure","ip":"203.0.113.10","extra":{"stack":[]}})"}},
        {"older user with name and e-mail", R"({"date":"2025-05-18T09:35:00","request":"","action":"OBJ_DELETE","user":{"ip":null,"pk":"u-1","username":"ann","email":"a@example.com","is_staff":false,"is_superuser":false},
             "instance":{"model":"Policy","name":"P","pk":"p-1","fields":[],"timestamp":1747560900000},"stack":[]})",
            {R"({"time":"2025-05-18T09:35:00Z","actor":{"id":"u-1","name":"ann","email":"a@example.com"},"action":"OBJ_DELETE","verb":"delete",
             "entity":{"type":"Policy","id":"p-1","label":"P"},"extra":{"stack":[],"user":{"is_staff":false,"is_superuser":false},"instance":{"timestamp":1747560900000}}})"}},
    };
}

} // namespace auditlens::test
