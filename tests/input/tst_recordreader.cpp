// SPDX-License-Identifier: MIT
#include "input/recordreader.h"

#include "support/inputtext.h"

#include <QTest>

using namespace auditlens;
using test::TextSource;

namespace {

QStringList texts(std::initializer_list<const char*> lines)
{
    QStringList list;
    for (const char* line : lines)
        list << QString::fromUtf8(line);
    return list;
}

} // namespace

class TestRecordReader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void records_data();
    void records();
    void rowsBecomeObjects_data();
    void rowsBecomeObjects();
    void aRowOfDelimitersIsNotSplitToItsEnd();
    void layoutSurvivesItsJson();
    void recordsBehindTheFirstMegabyteAreRead_data();
    void recordsBehindTheFirstMegabyteAreRead();
    void oneDamagedRecordOfManyOnOneLine_data();
    void oneDamagedRecordOfManyOnOneLine();
    void aLineOfAHundredMegabytesIsAProblem();
    void recordsInFrontOfABrokenSourceAreKept();
};

void TestRecordReader::records_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QStringList>("expected");
    QTest::newRow("one object per line") << QByteArray("{\"a\":1}\n{\"a\":2}\n") << texts({"1: {\"a\":1}", "2: {\"a\":2}"});
    QTest::newRow("CRLF, blank lines and no final newline")
        << QByteArray("{\"a\":1}\r\n\r\n \n{\"a\":2}") << texts({"1: {\"a\":1}", "4: {\"a\":2}"});
    QTest::newRow("half a line is one record of its own")
        << QByteArray("{\"a\":1}\n{\"a\":\n{\"a\":3}\n") << texts({"1: {\"a\":1}", "2: {\"a\":", "3: {\"a\":3}"});
    QTest::newRow("the first line is half a record")
        << QByteArray("{\"a\n{\"a\":2}\n{\"a\":3}\n") << texts({"1: {\"a", "2: {\"a\":2}", "3: {\"a\":3}"});
    QTest::newRow("objects over many lines")
        << QByteArray("{\n \"a\": {}\n}\n{\n \"a\": 2\n}\n") << texts({"1: {\n \"a\": {}\n}", "4: {\n \"a\": 2\n}"});
    QTest::newRow("objects one behind the other") << QByteArray("{\"a\":1}{\"a\":2} {\"a\":3}")
                                                 << texts({"1: {\"a\":1}", "1: {\"a\":2}", "1: {\"a\":3}"});
    QTest::newRow("one array") << QByteArray("[{\"a\":1},\n {\"a\":[2,{}]}]\n") << texts({"1: {\"a\":1}", "2: {\"a\":[2,{}]}"});
    QTest::newRow("an empty array") << QByteArray("[]") << texts({});
    QTest::newRow("an empty file") << QByteArray() << texts({});
    QTest::newRow("records under a key")
        << QByteArray("{\"Records\":[{\"a\":\"]\"},{\"a\":2}],\"next\":[{\"b\":1}]}") << texts({"1: {\"a\":\"]\"}", "1: {\"a\":2}"});
    QTest::newRow("records two keys deep") << QByteArray("{\"took\":1,\"hits\":{\"total\":{\"value\":1},\"hits\":[{\"a\":1}]}}")
                                          << texts({"1: {\"a\":1}"});
    QTest::newRow("a format's own place") << QByteArray("{\"status\":\"success\",\"data\":{\"streams\":[{\"a\":1}]}}")
                                         << texts({"1: {\"a\":1}"});
    QTest::newRow("wrapped records on several lines") << QByteArray("{\"Records\":[{\"a\":1}]}\n{\"Records\":[{\"a\":2}]}\n")
                                                     << texts({"1: {\"a\":1}", "2: {\"a\":2}"});
    QTest::newRow("an event with a list of items is an event")
        << QByteArray("{\"time\":1,\"items\":[{\"a\":1}]}") << texts({"1: {\"time\":1,\"items\":[{\"a\":1}]}"});
    QTest::newRow("damage in a sequence costs one record")
        << QByteArray("{\n \"a\": 1\n}\n{\n \"a\": \"x\n}\n{\n \"a\": 3\n}\n")
        << texts({"1: {\n \"a\": 1\n}", "7: {\n \"a\": 3\n}", "4! a string is not closed on its line; 13 bytes were skipped"});
    QTest::newRow("an unclosed record in an array costs one record")
        << QByteArray("[\n{\"a\":1},\n{\"a\":2,\n{\"a\":3},\n{\"a\":4}\n]")
        << texts({"2: {\"a\":1}", "4: {\"a\":3}", "5: {\"a\":4}", "3! a bracket where none may stand; 8 bytes were skipped"});
    QTest::newRow("an unclosed record in an array on one line")
        << QByteArray("[{\"a\":1},{\"a\":2,{\"a\":3},{\"a\":4}]")
        << texts({"1: {\"a\":1}", "1: {\"a\":3}", "1: {\"a\":4}", "1! a bracket where none may stand; 7 bytes were skipped"});
    QTest::newRow("a lost quote in an array on one line")
        << QByteArray("[{\"a\":1},{\"a\":\"x},{\"a\":3},{\"a\":4}]")
        << texts({"1: {\"a\":1}", "1: {\"a\":3}", "1: {\"a\":4}", "1! a value where none may stand; 9 bytes were skipped"});
    QTest::newRow("a list inside of the damaged record is not taken for records")
        << QByteArray("{\"Records\":[{\"a\":1},{\"a\":\"x,\"b\":[{\"a\":5},{\"a\":6}],\"c\":1},{\"a\":3},{\"a\":4}]}")
        << texts({"1: {\"a\":1}", "1: {\"a\":3}", "1: {\"a\":4}", "1! a value where none may stand; 37 bytes were skipped"});
    QTest::newRow("a raw line feed in a string costs that record only")
        << QByteArray("[{\"a\":1},{\"a\":\"x\ny\"},{\"a\":3}]") << texts({"1: {\"a\":1}", "1: {\"a\":\"x\ny\"}", "2: {\"a\":3}"});
    QTest::newRow("an array that was cut keeps what is whole")
        << QByteArray("[{\"a\":1},\n{\"a\":2},\n{\"a\":") << texts({"1: {\"a\":1}", "2: {\"a\":2}", "3! the record is not closed; 5 bytes were skipped",
               "3? the file ends before its brackets are closed; it may have been cut"});
    QTest::newRow("a byte order mark is not here any more: the source drops it") << QByteArray("{\"a\":1}") << texts({"1: {\"a\":1}"});
    QTest::newRow("a table with a header") << QByteArray("id,name\n1,\"a\nb\"\n\n2,c\n") << texts({"2: 1,\"a\nb\"", "5: 2,c"});
    QTest::newRow("a table without a header") << QByteArray("1;2023-01-01\r\n2;2023-01-02\r\n")
                                             << texts({"1: 1;2023-01-01", "2: 2;2023-01-02"});
    QTest::newRow("a cell too many") << QByteArray("a,b\n1,2\n1,2,3\n3,4\n")
                                    << texts({"2: 1,2", "4: 3,4", "3! 3 cells in a table of 2: more cells than columns"});
    QTest::newRow("a cell too few") << QByteArray("a,b,c\n1,2,3\n1,2\n")
                                   << texts({"2: 1,2,3", "3: 1,2", "3? 2 cells in a table of 3; the missing ones were taken as absent"});
    QTest::newRow("a lost quote costs one row") << QByteArray("a,b\n1,\"x\n2,\"y\"\n3,\"z\"\n")
                                               << texts({"3: 2,\"y\"", "4: 3,\"z\"", "2! a quote inside a quoted cell is not doubled"});
    QTest::newRow("a quote lost in the last row") << QByteArray("a,b\n1,x\n2,\"y\n")
                                                 << texts({"2: 1,x", "3! a quoted cell is not closed"});
}

void TestRecordReader::records()
{
    QFETCH(QByteArray, text);
    QFETCH(QStringList, expected);
    auto reader = makeRecordReader(std::make_unique<TextSource>(text), {"data.streams"});
    QVERIFY2(reader.ok(), reader.ok() ? "" : qPrintable(reader.error().oneLine()));
    QCOMPARE(test::readAll(**reader), expected);
}

void TestRecordReader::rowsBecomeObjects_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("expected");
    QTest::newRow("a quoted cell") << QByteArray("id,say\n1,\"a \"\"b\"\", c\"\n") << QStringLiteral("say") << QStringLiteral("a \"b\", c");
    QTest::newRow("JSON in a cell") << QByteArray("id,data\n1,\"{\"\"a\"\":{\"\"b\"\":12345678901234567890}}\"\n") << QStringLiteral("data.a.b") << QStringLiteral("12345678901234567890");
    QTest::newRow("a cell that only looks like JSON") << QByteArray("id,data\n1,{'a': 1}\n") << QStringLiteral("data") << QStringLiteral("{'a': 1}");
    QTest::newRow("no header") << QByteArray("1\t2023-01-01\n") << QStringLiteral("column2") << QStringLiteral("2023-01-01");
}

void TestRecordReader::rowsBecomeObjects()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, path);
    QFETCH(QString, expected);
    auto reader = makeRecordReader(std::make_unique<TextSource>(text), {});
    QVERIFY(reader.ok());
    const auto chunk = (*reader)->next();
    QVERIFY(chunk.ok());
    QCOMPARE(chunk->records.size(), std::size_t(1));
    json::Document document;
    QVERIFY2((*reader)->parse(chunk->record(0), document), document.errorText().c_str());
    QCOMPARE(QString::fromStdString(std::string(document.root().at(path.toStdString()).text())), expected);
    QVERIFY(parseRecord((*reader)->layout(), std::string(chunk->record(0)), document));
}

void TestRecordReader::aRowOfDelimitersIsNotSplitToItsEnd()
{
    Layout layout;
    layout.container = Container::Delimited;
    layout.columns = {"a", "b"};
    json::Document document;
    QVERIFY(!parseRecord(layout, std::string(64u << 20, ','), document));
    QCOMPARE(QString::fromStdString(document.errorText()), QStringLiteral("more cells than columns"));
    QCOMPARE(document.errorOffset(), std::size_t(2));
    QVERIFY(parseRecord(layout, "1,2", document));
}

void TestRecordReader::layoutSurvivesItsJson()
{
    Layout layout;
    layout.container = Container::Delimited;
    layout.delimiter = ';';
    layout.hasHeader = false;
    layout.columns = {"a", "b \"c\""};
    QVERIFY(layoutFromJson(toJson(layout)) == layout);
    QVERIFY(layoutFromJson("") == Layout());
    QVERIFY(layoutFromJson("[1") == Layout());
}

void TestRecordReader::recordsBehindTheFirstMegabyteAreRead_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("between");
    QTest::addColumn<QByteArray>("after");
    QTest::newRow("lines") << QByteArray() << QByteArray("\n") << QByteArray("\n");
    QTest::newRow("sequence") << QByteArray() << QByteArray(" ") << QByteArray();
    QTest::newRow("array") << QByteArray("[") << QByteArray(",") << QByteArray("]");
    QTest::newRow("wrapped") << QByteArray("{\"x\":{},\"value\":[") << QByteArray(",\n") << QByteArray("]}");
    QTest::newRow("table") << QByteArray("who,what\n") << QByteArray("\n") << QByteArray("\n");
}

void TestRecordReader::recordsBehindTheFirstMegabyteAreRead()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, between);
    QFETCH(QByteArray, after);
    const bool table = before.startsWith("who");
    constexpr int count = 40'000;
    QByteArray text = before;
    QByteArray expected;
    for (int i = 0; i < count; ++i) {
        const QByteArray filler(i % 300, 'x');
        const QByteArray number = QByteArray::number(i);
        const QByteArray record = table ? QByteArray(number + ",\"" + filler + "\n\"")
                                        : QByteArray("{\"n\":" + number + ",\"f\":\"" + filler + "}\\\"\"}");
        expected += record;
        text += (i > 0 ? between : QByteArray()) + record;
    }
    text += after;
    auto reader = makeRecordReader(std::make_unique<TextSource>(text, 100'000), {});
    QVERIFY(reader.ok());
    QByteArray seen;
    std::uint64_t ordinal = 0;
    for (auto chunk = (*reader)->next(); chunk.ok() && !chunk->empty(); chunk = (*reader)->next()) {
        QCOMPARE(chunk->firstOrdinal, ordinal);
        QVERIFY(chunk->problems.empty() && chunk->notes.empty());
        ordinal += chunk->records.size();
        for (std::size_t i = 0; i < chunk->records.size(); ++i) {
            const auto record = chunk->record(i);
            seen.append(record.data(), qsizetype(record.size()));
            QCOMPARE(text.mid(qsizetype(chunk->records[i].byte), qsizetype(record.size())).toStdString(), std::string(record));
        }
    }
    QCOMPARE(ordinal, std::uint64_t(count));
    QVERIFY(seen == expected);
}

void TestRecordReader::oneDamagedRecordOfManyOnOneLine_data()
{
    QTest::addColumn<QByteArray>("damaged");
    QTest::addColumn<int>("records");
    QTest::newRow("a raw line feed") << QByteArray("{\"id\":100,\"text\":\"a\nb\"}") << 10'000;
    QTest::newRow("an escape that is none") << QByteArray("{\"id\":100,\"text\":\"a\\qb\"}") << 10'000;
    QTest::newRow("an escaped closing quote") << QByteArray("{\"id\":100,\"text\":\"C:\\\"}") << 9'999;
    QTest::newRow("a closing bracket too many") << QByteArray("{\"id\":100}]") << 9'999;
    QTest::newRow("half a record of six megabytes") << "{\"id\":100,\"text\":\"" + QByteArray(6 << 20, 'x') + "\"" << 9'999;
}

void TestRecordReader::oneDamagedRecordOfManyOnOneLine()
{
    QFETCH(QByteArray, damaged);
    QFETCH(int, records);
    QByteArray text = "{\"Records\":[";
    for (int i = 0; i < 10'000; ++i)
        text += (i > 0 ? "," : "") + (i == 100 ? damaged : "{\"id\":" + QByteArray::number(i) + ",\"text\":\"x\"}");
    text += "]}";
    auto reader = makeRecordReader(std::make_unique<TextSource>(text, 100'000), {});
    QVERIFY(reader.ok());
    std::size_t seen = 0;
    for (auto chunk = (*reader)->next(); chunk.ok() && !chunk->empty(); chunk = (*reader)->next()) {
        seen += chunk->records.size();
        for (const RecordProblem& problem : chunk->problems)
            QVERIFY2(problem.raw.size() <= 64 << 10 && problem.reason.ends_with("skipped"), problem.reason.c_str());
    }
    QCOMPARE(seen, std::size_t(records));
}

void TestRecordReader::aLineOfAHundredMegabytesIsAProblem()
{
    const QByteArray text = "{\"a\":1}\n{\"a\":\"" + QByteArray(100 << 20, 'x') + "\"}\n{\"a\":3}\n";
    auto reader = makeRecordReader(std::make_unique<TextSource>(text, 1 << 20), {});
    QVERIFY(reader.ok());
    QCOMPARE(test::readAll(**reader), (texts({"1: {\"a\":1}", "2! the line is longer than 64 MiB", "3: {\"a\":3}"})));
}

void TestRecordReader::recordsInFrontOfABrokenSourceAreKept()
{
    auto reader = makeRecordReader(std::make_unique<TextSource>("{\"a\":1}\n{\"a\":2", 7, true), {});
    QVERIFY(reader.ok());
    QCOMPARE(test::readAll(**reader), (texts({"1: {\"a\":1}", "2: {\"a\":2", "error: The source is broken."})));
}

QTEST_GUILESS_MAIN(TestRecordReader)
#include "tst_recordreader.moc"
