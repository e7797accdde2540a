// SPDX-License-Identifier: MIT
#include "store/recordvalues.h"
#include "query/binder.h"
#include "support/importing.h"

using namespace auditlens;
using namespace auditlens::test;

/// Records with several events: batches and streams.
class TestRecordParts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBadElementLeavesTheOthers();
    void aWordOfAPartFindsThatPartAlone();
    void whatStandsAroundFindsEveryPart();
    void copiesAreBounded_data();
    void copiesAreBounded();
    void aHugeStreamLosesNoLine();

private:
    static QByteArray stream(int lines, const QByteArray& label);
    static std::uint32_t found(const Archive& archive, const char* query);
};

/// One stream of a query_range answer; line n says "word<n>".
QByteArray TestRecordParts::stream(int lines, const QByteArray& label)
{
    QByteArray text = R"({"stream":{"app":"shop","note":")" + label + R"("},"values":[)";
    for (int i = 0; i < lines; ++i)
        text += (i > 0 ? ",[\"" : "[\"") + QByteArray::number(1'700'000'000'000'000'000 + i) + "\",\"word" + QByteArray::number(i) + " said\"]";
    return text + "]}\n";
}

std::uint32_t TestRecordParts::found(const Archive& archive, const char* query)
{
    const BoundOutcome bound = readQuery(QString::fromLatin1(query), TimeContext::current(QTimeZone::utc()));
    if (bound.error)
        qFatal("%s", qPrintable(bound.error->what));
    const QueryResult result = archive.find(bound.query, {});
    if (result.problem)
        qFatal("%s", qPrintable(result.problem->oneLine()));
    return result.rows.size();
}

void TestRecordParts::aBadElementLeavesTheOthers()
{
    const QByteArray head = "{\"batch_id\":\"b\",\"tenant_id\":\"t\",\"count\":3,\"events\":[\n";
    const QByteArray first = R"({"event_type":"e","action":"create","resource_type":"doc","resource_id":"7","timestamp":"2025-09-16T07:45:53Z"},)" "\n";
    const QByteArray last = R"(,{"event_type":"e","action":"delete","resource_type":"doc","resource_id":"8","timestamp":"2025-09-16T07:45:54Z"}]})" "\n";
    ImportFolder folder;
    ImportRequest request;
    request.format = QStringLiteral("auditframework");
    const QString file = folder.write(QStringLiteral("batch.json"), head + first + "{\"action\":\"\"}" + last);
    for (const std::uint64_t duplicates : {0, 2}) { // Parts are known again by the record and their place in it.
        const auto report = folder.import({file}, request);
        QVERIFY(report.ok());
        QCOMPARE(report->events, 2 - duplicates);
        QCOMPARE(report->duplicates, duplicates);
        QCOMPARE(report->rejected, std::uint64_t(1));
        QCOMPARE(report->firstErrors[0].line, std::uint64_t(3));
        QVERIFY2(report->firstErrors[0].reason.contains(QStringLiteral("Element 2 of \"events\" has text neither in \"action\"")),
            qPrintable(report->firstErrors[0].reason));
    }
    const auto archive = folder.open();
    QCOMPARE(found(*archive, "tenant:t"), 2u); // The batch says it, not its elements.
    const auto rejects = archive->rejects(1);
    QVERIFY(rejects.ok());
    QCOMPARE(rejects->at(0).raw, std::string("{\"action\":\"\"}"));
    QCOMPARE(rejects->at(0).byte, std::uint64_t(head.size() + first.size()));
    QCOMPARE(archive->event(Row(0))->event.entity.id, std::string("7"));
    QCOMPARE(archive->event(Row(1))->event.entity.id, std::string("8"));
}

void TestRecordParts::aWordOfAPartFindsThatPartAlone()
{
    ImportFolder folder;
    QVERIFY(folder.import({folder.write(QStringLiteral("loki.json"), stream(50, "blue"))}).ok());
    const auto archive = folder.open();
    QCOMPARE(found(*archive, "word17"), 1u);
    QCOMPARE(found(*archive, "said"), 50u);
}

void TestRecordParts::whatStandsAroundFindsEveryPart()
{
    ImportFolder folder;
    QVERIFY(folder.import({folder.write(QStringLiteral("loki.json"), stream(50, "blue"))}).ok());
    const auto archive = folder.open();
    QCOMPARE(found(*archive, "blue"), 50u);
    QCOMPARE(found(*archive, "blue word17"), 1u);
}

void TestRecordParts::copiesAreBounded_data()
{
    QTest::addColumn<int>("lines");
    QTest::addColumn<int>("labelBytes");
    QTest::addColumn<bool>("leftOut");
    QTest::newRow("few lines") << 100 << 1000 << false;
    QTest::newRow("many lines with small labels") << 100'000 << 20 << false;
    QTest::newRow("many lines with large labels") << 20'000 << 10'000 << true;
}

void TestRecordParts::copiesAreBounded()
{
    QFETCH(int, lines);
    QFETCH(int, labelBytes);
    QFETCH(bool, leftOut);
    const QByteArray record = stream(lines, QByteArray(labelBytes, 'x'));
    json::Document document;
    QVERIFY(document.parseCopy(record.toStdString()));
    RecordValues values;
    values.start(document);
    std::size_t bytes = 0;
    for (const json::Value line : document.root()["values"]) {
        for (const std::string_view value : values.of(line.text()))
            bytes += value.size();
    }
    QCOMPARE(values.leftOut(), leftOut);
    QVERIFY2(bytes < std::size_t(record.size()) + (16u << 20), qPrintable(QString::number(bytes)));
}

void TestRecordParts::aHugeStreamLosesNoLine()
{
    constexpr int lines = 20'000;
    ImportFolder folder;
    const auto report = folder.import({folder.write(QStringLiteral("loki.json"), stream(lines, QByteArray(10'000, 'x')))});
    QVERIFY(report.ok());
    QCOMPARE(report->events, std::uint64_t(lines));
    QCOMPARE(report->rejected, std::uint64_t(0));
    QCOMPARE(report->warnings.size(), std::size_t(1));
    QVERIFY2(report->warnings[0].reason.contains(QStringLiteral("too large to be found by free words")), qPrintable(report->warnings[0].reason));
    const auto archive = folder.open();
    QCOMPARE(archive->size(), std::uint32_t(lines));
    QCOMPARE(found(*archive, "word19999"), 1u);
    const auto last = archive->event(Row(lines - 1));
    QVERIFY(last.ok());
    QCOMPARE(last->event.summary, std::string("word19999 said"));
    QVERIFY(last->event.extra.find("xxxx") != std::string::npos); // The labels are still shown.
}

QTEST_GUILESS_MAIN(TestRecordParts)
#include "tst_recordparts.moc"
