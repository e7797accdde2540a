// SPDX-License-Identifier: MIT
#include "formats/tiger/tigerformat.h"
#include "formats/tigersamples.h"
#include "support/formatconformance.h"

#include <QTest>

using namespace auditlens;
using namespace auditlens::test;

class TestTiger : public FormatConformance
{
    Q_OBJECT
protected:
    const Format& format() const override { return m_format; }
    std::vector<std::string> passedOver() const override { return {"_id"}; }
    std::vector<FormatSample> samples() const override { return tigerSamples(); }

private Q_SLOTS:
    void theCiphertextIsKeptForUnmasking();
    void theContextNamesTenantAndObject();
    void aRecordOfSomethingElseIsRefused();

private:
    TigerFormat m_format;
};

void TestTiger::theCiphertextIsKeptForUnmasking()
{
    json::Document document;
    QVERIFY(document.parseCopy(tigerSamples()[3].record));
    CollectingSink sink;
    QCOMPARE(m_format.decode(document.root(), {}, sink), std::string());
    const Change& ssn = sink.events.front().changes.front();
    QVERIFY(ssn.after.cipher.starts_with("enc:gAAAAABpL_wQ"));
    QVERIFY(ssn.before.cipher.empty());
}

void TestTiger::aRecordOfSomethingElseIsRefused()
{
    json::Document document;
    QVERIFY(document.parseCopy(R"({"hello":"world"})"));
    CollectingSink sink;
    QCOMPARE(m_format.decode(document.root(), {}, sink), std::string("The record has none of \"model\", \"object_id\" and \"diff\"."));
}

void TestTiger::theContextNamesTenantAndObject()
{
    json::Document document;
    QVERIFY(document.parseCopy(R"({"model":"m.A","object_id":"7","diff":{},"context":{"tenant_id":"t1","object_repr":"Box","x":1}})"));
    CollectingSink sink;
    QCOMPARE(m_format.decode(document.root(), {}, sink), std::string());
    QCOMPARE(sink.events.front().tenant, std::string("t1"));
    QCOMPARE(sink.events.front().entity.label, std::string("Box"));
    QCOMPARE(sink.events.front().extra, std::string(R"({"context":{"x":1}})"));
}

QTEST_APPLESS_MAIN(TestTiger)
#include "tst_tiger.moc"
