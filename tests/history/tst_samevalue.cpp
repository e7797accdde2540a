// SPDX-License-Identifier: MIT
#include "history/samevalue.h"

#include <QTest>

using namespace auditlens;
using Kind = Value::Kind;

Q_DECLARE_METATYPE(Value)

class TestSameValue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhetherTwoRecordsAgree_data();
    void saysWhetherTwoRecordsAgree();
};

void TestSameValue::saysWhetherTwoRecordsAgree_data()
{
    QTest::addColumn<Value>("a");
    QTest::addColumn<Value>("b");
    QTest::addColumn<int>("expected");
    const auto row = [](const char* claim, Value a, Value b, Sameness expected) {
        QTest::newRow(claim) << a << b << int(expected);
    };
    const auto text = [](const char* t) { return Value {Kind::Text, t, {}, {}, {}}; };
    const auto number = [](const char* t) { return Value {Kind::Number, t, {}, {}, {}}; };
    const auto boolean = [](const char* t) { return Value {Kind::Bool, t, {}, {}, {}}; };
    const auto document = [](const std::string& t) { return Value {Kind::Document, t, {}, {}, {}}; };
    const auto masked = [](const char* t, const char* cipher = "") { return Value {Kind::Masked, t, {}, {}, cipher}; };
    const auto reference = [](const char* key, const char* label, const char* model = "") {
        return Value {Kind::Reference, key, label, model, {}};
    };
    const Value null {Kind::Null, {}, {}, {}, {}};
    const Value absent;
    row("the same text", text("a"), text("a"), Sameness::Same);
    row("texts differ by case", text("a"), text("A"), Sameness::Different);
    row("texts that look like numbers are texts", text("1.50"), text("1.5"), Sameness::Different);
    row("a number and its text", number("1.50"), text("1.5"), Sameness::OtherForm);
    row("numbers no double can tell apart", number("10000000000000001"), number("10000000000000000"), Sameness::Different);
    row("numbers of another form", number("1e3"), number("1000"), Sameness::OtherForm);
    row("true and Python's True", boolean("true"), text("True"), Sameness::OtherForm);
    row("true and false", boolean("true"), boolean("false"), Sameness::Different);
    row("null twice", null, null, Sameness::Same);
    row("null and Python's None", null, text("None"), Sameness::OtherForm);
    row("null and the empty text are two things", null, text(""), Sameness::Different);
    row("null and zero", null, number("0"), Sameness::Different);
    row("an absent side says nothing", absent, text("a"), Sameness::Unknown);
    row("nor does it against null", null, absent, Sameness::Unknown);
    row("one object under two names", reference("7", "Bob"), reference("7", "Robert"), Sameness::Same);
    row("two objects of one name", reference("7", "Bob"), reference("8", "Bob"), Sameness::Different);
    row("one key of two models", reference("7", "Bob", "auth.User"), reference("7", "Bob", "auth.Group"), Sameness::Different);
    row("a reference and its key", reference("7", "Bob"), number("7"), Sameness::OtherForm);
    row("a reference and another key", reference("7", "Bob"), number("8"), Sameness::Different);
    row("the same mask, sealed twice", masked("masked:01a54629", "enc:a"), masked("masked:01a54629", "enc:b"), Sameness::Same);
    row("two masks", masked("masked:01a54629"), masked("masked:99999999"), Sameness::Different);
    const std::string redacted = "redacted:sha256:" + std::string(64, 'a');
    row("a redacted value says nothing", text(redacted.c_str()), text("a"), Sameness::Unknown);
    row("nor do two of them", text(redacted.c_str()), text(("redacted:sha256:" + std::string(64, 'b')).c_str()), Sameness::Unknown);
    row("nor one in a document", document("{\"a\":\"" + redacted + "\"}"), document("{\"a\":1}"), Sameness::Unknown);
    row("what only begins like one is a text", text("redacted:sha256:a"), text("a"), Sameness::Different);
    row("a mask and a plain value cannot be compared", masked("masked:01a54629"), text("a"), Sameness::Unknown);
    row("white space in a document", document(R"({"a": 1})"), document(R"({"a":1})"), Sameness::Same);
    row("members in another order", document(R"({"a":1,"b":2})"), document(R"({"b":2,"a":1})"), Sameness::OtherForm);
    row("a document with another value", document(R"({"a":1})"), document(R"({"a":2})"), Sameness::Different);
    row("a document without a member", document(R"({"a":1,"b":null})"), document(R"({"a":1})"), Sameness::Different);
    const std::string padding(200'000, ' ');
    const std::string filling(200'000, 'x');
    row("white space in a long document", document("{\"a\":" + padding + "1}"), document(R"({"a":1})"), Sameness::Same);
    row("long documents that are written otherwise are not compared", document("{\"a\":\"" + filling + "\"}"),
        document("{\"b\":\"" + filling + "\"}"), Sameness::Unknown);
    row("a document and its text", document(R"({"a":1})"), text(R"({"a":1})"), Sameness::OtherForm);
}

void TestSameValue::saysWhetherTwoRecordsAgree()
{
    QFETCH(Value, a);
    QFETCH(Value, b);
    QFETCH(int, expected);
    QCOMPARE(int(compareValues(a, b)), expected);
    QCOMPARE(int(compareValues(b, a)), expected);
}

QTEST_GUILESS_MAIN(TestSameValue)
#include "tst_samevalue.moc"
