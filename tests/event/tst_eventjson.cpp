// SPDX-License-Identifier: MIT
#include "event/eventjson.h"
#include "json/document.h"

#include <QTest>

using namespace auditlens;

namespace {

QString written(const Value& value)
{
    std::string out;
    appendValueJson(out, value);
    return QString::fromStdString(out);
}

Value value(Value::Kind kind, std::string text)
{
    Value made;
    made.kind = kind;
    made.text = std::move(text);
    return made;
}

AuditEvent fullEvent()
{
    AuditEvent event;
    event.id = "e-1";
    event.time = {1764774245123456000, TimeOrigin::Stated, 6};
    event.clocks = {{"ingested", 1764774250000000000}};
    event.actor = {"42", "alice", "Alice Lee", "alice@example.com", "user", "root"};
    event.action = "updated";
    event.verb = Verb::Update;
    event.outcome = Outcome::Success;
    event.entity = {"policies.Policy", "42", "POL-42"};
    event.tenant = "acme";
    event.extra = "{ \"n\": 1.50,\n \"t\": \"a b\\\" c\" }";
    event.signature = {"santura-hmac", "ab"};
    Change change;
    change.field = "ssn";
    change.type = "CharField";
    change.before = value(Value::Kind::Null, {});
    change.after = value(Value::Kind::Masked, "masked:01a54629");
    change.after.cipher = "enc:gAAAsecret";
    event.changes.push_back(change);
    return event;
}

} // namespace

class TestEventJson : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFullEventHasTheDocumentedNames();
    void anEmptyEventIsAllNull();
    void valuesKeepTheirForm();
    void theCiphertextIsNeverWritten();
    void everyControlCharacterIsEscaped();
    void membersAreListedAsAddedAndRemoved();
};

void TestEventJson::aFullEventHasTheDocumentedNames()
{
    std::string out;
    appendEventJson(out, fullEvent(), {.source = "policies.jsonl"});
    QCOMPARE(QString::fromStdString(out), QStringLiteral(
        R"({"id":"e-1","time":"2025-12-03T15:04:05.123456Z","time_origin":"stated",)"
        R"("actor":{"id":"42","name":"alice","full_name":"Alice Lee","email":"alice@example.com","kind":"user","on_behalf_of":"root"},)"
        R"("action":"updated","verb":"update","outcome":"success","outcome_reason":null,)"
        R"("entity":{"type":"policies.Policy","id":"42","label":"POL-42"},"tenant":"acme","ip":null,"request_id":null,"user_agent":null,)"
        R"("changes":[{"field":"ssn","type":"CharField","kind":"scalar","before":null,"after":{"masked":"masked:01a54629","encrypted":true},"masked":true}],)"
        R"("summary":null,"source":"policies.jsonl","clocks":{"ingested":"2025-12-03T15:04:10.000000000Z"},)"
        R"("signature":{"scheme":"santura-hmac","text":"ab"},"extra":{"n":1.50,"t":"a b\" c"}})"));
}

void TestEventJson::anEmptyEventIsAllNull()
{
    std::string out;
    appendEventJson(out, AuditEvent());
    json::Document document;
    QVERIFY(document.parseCopy(out));
    for (const char* name : {"id", "time", "actor", "action", "entity", "tenant", "summary", "source", "extra", "signature"})
        QVERIFY2(document.root()[name].isNull(), name);
    QCOMPARE(document.root()["time_origin"].text(), std::string_view("missing"));
    QCOMPARE(document.root()["changes"].size(), std::size_t(0));
}

void TestEventJson::valuesKeepTheirForm()
{
    QCOMPARE(written(value(Value::Kind::Number, "1.50")), QStringLiteral("1.50"));
    QCOMPARE(written(value(Value::Kind::Number, "12345678901234567890")), QStringLiteral("12345678901234567890"));
    QCOMPARE(written(value(Value::Kind::Bool, "true")), QStringLiteral("true"));
    QCOMPARE(written(value(Value::Kind::Null, {})), QStringLiteral("null"));
    QCOMPARE(written(value(Value::Kind::Text, {})), QStringLiteral("\"\""));
    QCOMPARE(written(value(Value::Kind::Text, "None")), QStringLiteral("\"None\""));
    QCOMPARE(written(value(Value::Kind::Document, "{\n  \"a\" : [1, 2]\n}")), QStringLiteral("{\"a\":[1,2]}"));
    Value reference = value(Value::Kind::Reference, "7");
    reference.label = "Alice";
    QCOMPARE(written(reference), QStringLiteral(R"({"id":"7","label":"Alice","model":null})"));
}

void TestEventJson::theCiphertextIsNeverWritten()
{
    std::string out;
    appendEventJson(out, fullEvent());
    QVERIFY(out.find("gAAA") == std::string::npos);
    QCOMPARE(written(value(Value::Kind::Masked, "masked:3cbc87c7")), QStringLiteral(R"({"masked":"masked:3cbc87c7","encrypted":false})"));
}

void TestEventJson::everyControlCharacterIsEscaped()
{
    std::string text = "é/\\\"";
    for (char c = 0; c < 0x20; ++c)
        text += c;
    text += "\x7f";
    std::string out;
    appendJsonString(out, text);
    json::Document document;
    QVERIFY(document.parseCopy(out));
    QCOMPARE(document.root().text(), std::string_view(text));
    QVERIFY(out.find('\n') == std::string::npos);
}

void TestEventJson::membersAreListedAsAddedAndRemoved()
{
    Change change;
    change.kind = Change::Kind::Members;
    change.field = "tags";
    change.added.push_back(value(Value::Kind::Reference, "3"));
    std::string out;
    appendChangeJson(out, change);
    QCOMPARE(QString::fromStdString(out), QStringLiteral(
        R"({"field":"tags","kind":"members","added":[{"id":"3","label":null,"model":null}],"removed":[],"masked":false})"));
}

QTEST_APPLESS_MAIN(TestEventJson)
#include "tst_eventjson.moc"
