// SPDX-License-Identifier: MIT
#include "formats/loki/lokiformat.h"
#include "support/formatconformance.h"
#include "support/testsupport.h"

#include <QTest>

using namespace auditlens;
using namespace auditlens::test;

class TestLoki : public FormatConformance
{
    Q_OBJECT
protected:
    const Format& format() const override { return m_format; }
    std::vector<FormatSample> samples() const override;
    bool alwaysHasAction() const override { return false; }

private Q_SLOTS:
    void theRealAnswerGivesEveryLine();

private:
    LokiFormat m_format;
};

std::vector<FormatSample> TestLoki::samples() const
{
    return {
        {"plain lines", R"({"stream":{"job":"web"},"values":[["1706000000000000002","b"],["1706000000000000001","a",{"structuredMetadata":{"level":"info"}}]]})",
            {R"({"time":"2024-01-23T08:53:20.000000002Z","summary":"b","extra":{"labels":{"job":"web"}}})",
             R"({"time":"2024-01-23T08:53:20.000000001Z","summary":"a","extra":{"labels":{"job":"web"},"structured_metadata":{"level":"info"}}})"}},
        {"a line of JSON", R"({"labels":{"job":"web"},"line":"{\"action\":\"delete\",\"user\":\"ann\",\"msg\":\"gone\"}","timestamp":"2024-01-23T08:53:20Z"})",
            {R"({"time":"2024-01-23T08:53:20Z","actor":{"name":"ann"},"action":"delete","verb":"delete","summary":"gone",
             "extra":{"labels":{"job":"web"},"line":{"action":"delete","user":"ann","msg":"gone"}}})"}},
    };
}

void TestLoki::theRealAnswerGivesEveryLine()
{
    const QString folder = sharedDataPath();
    if (folder.isEmpty())
        QSKIP("the public samples are not beside the repository");
    json::Document document;
    QVERIFY(document.parseCopy(readFile(folder + QStringLiteral("/loki/loki_real_query_range_response.json")).toStdString()));
    CollectingSink sink;
    for (const json::Value stream : document.root().at("data.result"))
        QCOMPARE(m_format.decode(stream, {}, sink), std::string());
    QCOMPARE(sink.events.size(), std::size_t(10));
    QCOMPARE(sink.events.front().time.ns, Nanoseconds(1667335106397876100));
    QCOMPARE(sink.events.front().action, std::string("Package Generation"));
}

QTEST_APPLESS_MAIN(TestLoki)
#include "tst_loki.moc"
