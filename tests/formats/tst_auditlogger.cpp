// SPDX-License-Identifier: MIT
#include "formats/auditlogger/auditloggerformat.h"
#include "formats/auditloggersamples.h"
#include "support/formatconformance.h"

#include <QTest>

using namespace auditlens;
using namespace auditlens::test;

class TestAuditLogger : public FormatConformance
{
    Q_OBJECT
protected:
    const Format& format() const override { return m_format; }
    std::vector<FormatSample> samples() const override { return auditloggerSamples(); }

private Q_SLOTS:
    void anotherProgramsMessageIsNotRecognised();

private:
    AuditLoggerFormat m_format;
};

void TestAuditLogger::anotherProgramsMessageIsNotRecognised()
{
    json::Document document;
    const std::string other = "{\"timestamp\":1,\"message\":\"{\\\"eventName\\\":\\\"GetObject\\\"}\",\"eventId\":\"1\"}";
    QVERIFY(document.parseCopy(other));
    const json::Value record = document.root();
    QCOMPARE(m_format.fit({&record, 1}), 0);
}

QTEST_APPLESS_MAIN(TestAuditLogger)
#include "tst_auditlogger.moc"
