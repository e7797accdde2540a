// SPDX-License-Identifier: MIT
#include "backends/loki/lokiquery.h"
#include "query/binder.h"

#include <QtTest>

using namespace auditlens;

namespace {

/// Written with ` for every quote: moc stumbles over raw strings with backslashes.
QString logQl(const char* text)
{
    return QString::fromUtf8(text).replace(QLatin1Char('`'), QLatin1Char('"'));
}

} // namespace

class TestLokiQuery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void queriesBecomeLogQl_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("filters");
        QTest::addColumn<int>("coverage");
        QTest::addColumn<QString>("left");
        const auto row = [](const char* query, const char* filters, Coverage coverage, const char* left) {
            QTest::newRow(query) << QString::fromUtf8(query) << logQl(filters) << int(coverage) << QString::fromUtf8(left);
        };
        row("", "", Coverage::Complete, "all");
        row("tenant:org-1", " | organization_uuid=~`(?is)org-1`", Coverage::Complete, "all");
        row("-tenant:org-1", " | organization_uuid!~`(?is)org-1`", Coverage::Complete, "all");
        row("tenant:a*", " | organization_uuid=~`(?is)a.*`", Coverage::Complete, "all");
        row("tenant:a.b", " | organization_uuid=~`(?is)a\\\\.b`", Coverage::Complete, "all");
        row("id:7", "", Coverage::None, "id=7");
        row("renewal", "", Coverage::None, "anything~renewal");
        row("tenant:null", " | organization_uuid=~`(?is)null`", Coverage::Partial, "tenant=null");
        row("tenant:zoë", "", Coverage::None, "tenant=zoë");
    }

    void queriesBecomeLogQl()
    {
        QFETCH(QString, query);
        QFETCH(QString, filters);
        QFETCH(int, coverage);
        QFETCH(QString, left);
        const BoundOutcome bound = readQuery(query, TimeContext());
        QVERIFY(!bound.error);
        const PushedQuery pushed = compileForLoki(bound.query, "{organization_uuid=~\".+\"}");
        QCOMPARE(pushed.sent, logQl("{organization_uuid=~`.+`}") + filters);
        QCOMPARE(pushed.coverage, Coverage(coverage));
        QCOMPARE(QString::fromStdString(describe(pushed.left)), left);
    }

    void whatIsNotExactIsNeverNegated()
    {
        for (const char* query : {"-action:delete", "-actor:ann", "-(tenant:a action:b)"}) {
            const BoundOutcome bound = readQuery(QString::fromUtf8(query), TimeContext());
            QCOMPARE(compileForLoki(bound.query, "{}").sent, QStringLiteral("{}"));
        }
    }

    void anOrNeedsAllItsParts()
    {
        const auto sent = [](const char* query) { return compileForLoki(readQuery(QString::fromUtf8(query), TimeContext()).query, "{}").sent; };
        QCOMPARE(sent("tenant:a OR tenant:b"), logQl("{} | (organization_uuid=~`(?is)a` or organization_uuid=~`(?is)b`)"));
        QCOMPARE(sent("tenant:a OR renewal"), QStringLiteral("{}"));
    }

    void lettersThatAnOlderLokiEscapesAreLookedFor()
    {
        const PushedQuery pushed = compileForLoki(readQuery(QStringLiteral("action:ask"), TimeContext()).query, "{}");
        QVERIFY(pushed.sent.contains(QLatin1String("a(?:s|\\\\\\\\u017f)(?:k|\\\\\\\\u212a)")));
        QCOMPARE(pushed.coverage, Coverage::Partial);
    }

    void stringsAreEscapedAsGoDoes()
    {
        QCOMPARE(lokiString("a\"b\\c\nd\te\rf"), std::string("\"a\\\"b\\\\c\\nd\\te\\rf\""));
        QCOMPARE(lokiString("ü"), std::string("\"ü\""));
    }
};

QTEST_APPLESS_MAIN(TestLokiQuery)
#include "tst_lokiquery.moc"
