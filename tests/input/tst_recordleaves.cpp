// SPDX-License-Identifier: MIT
#include "input/recordleaves.h"
#include "store/recordwalk.h"
#include "support/importing.h"
#include "support/testsupport.h"

#include <QTest>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

/// Cutting records into their values.
class TestRecordLeaves : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesHavePlaces_data();
    void valuesHavePlaces();
    void cellsHaveTheirColumns();
    void whatIsNoRecordIsRefused_data();
    void whatIsNoRecordIsRefused();
    void keysAreTheSameHoweverTheyAreWritten();
    void placesAreNeverMistaken();
    void tooManyPlacesAreRefused();
    void everyValueOfARecordIsOneLeaf();
};

static QStringList cutLines(std::string_view record, const Layout& layout = {})
{
    FieldPaths paths;
    std::vector<RecordLeaf> leaves;
    if (!cutRecord(layout, record, paths, leaves))
        return {u"refused"_s};
    QStringList lines;
    for (const RecordLeaf& leaf : leaves)
        lines << QString::fromStdString(paths.text(leaf.path)) + u'=' + QString::fromStdString(std::string(record.substr(leaf.offset, leaf.size)));
    return lines;
}

void TestRecordLeaves::valuesHavePlaces_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QStringList>("lines");
    QTest::newRow("scalars") << QByteArray(R"({"a": "x", "b":-1.50 ,"c":true,"d":null})") << QStringList{u".a=\"x\""_s, u".b=-1.50"_s, u".c=true"_s, u".d=null"_s};
    QTest::newRow("nested") << QByteArray(R"({"a":{"b":[1,{"c":2}]}})") << QStringList{u".a.b[]=1"_s, u".a.b[].c=2"_s};
    QTest::newRow("empty containers") << QByteArray(R"({"a":[],"b":{ },"c":[[ ]]})") << QStringList{u".a=[]"_s, u".b={ }"_s, u".c[]=[ ]"_s};
    QTest::newRow("a key twice") << QByteArray(R"({"a":1,"a":2})") << QStringList{u".a=1"_s, u".a=2"_s};
    QTest::newRow("quotes and brackets in texts") << QByteArray(R"({"a":"\"}],{","b":"\\"})") << QStringList{uR"(.a="\"}],{")"_s, uR"(.b="\\")"_s};
    QTest::newRow("what Python writes") << QByteArray(R"({"a":NaN,"b":-Infinity,"c":"\ud800"})") << QStringList{u".a=NaN"_s, u".b=-Infinity"_s, uR"(.c="\ud800")"_s};
    QTest::newRow("a scalar") << QByteArray(" 17 ") << QStringList{u"=17"_s};
    QTest::newRow("an array") << QByteArray("[1,[2]]") << QStringList{u"[]=1"_s, u"[][]=2"_s};
    QTest::newRow("an empty record") << QByteArray("{}") << QStringList{u"={}"_s};
    QTest::newRow("behind a byte order mark") << QByteArray("\xef\xbb\xbf{\"a\":1}") << QStringList{u".a=1"_s};
    QTest::newRow("an empty key") << QByteArray(R"({"":1})") << QStringList{u".=1"_s};
}

void TestRecordLeaves::valuesHavePlaces()
{
    QFETCH(QByteArray, record);
    QFETCH(QStringList, lines);
    QCOMPARE(cutLines(record.toStdString()), lines);
}

void TestRecordLeaves::cellsHaveTheirColumns()
{
    Layout layout;
    layout.container = Container::Delimited;
    layout.columns = {"id", "mail", "note.x"};
    QCOMPARE(cutLines("7,\"a\"\"b,c\",", layout), (QStringList{u".id=7"_s, u".mail=\"a\"\"b,c\""_s, u".note\\.x="_s}));
    QCOMPARE(cutLines("7", layout), QStringList{u".id=7"_s});
    QCOMPARE(cutLines("1,2,3,4", layout), QStringList{u"refused"_s});
}

void TestRecordLeaves::whatIsNoRecordIsRefused_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("white space") << QByteArray("  ");
    QTest::newRow("half an object") << QByteArray(R"({"a":1)");
    QTest::newRow("half a text") << QByteArray(R"({"a":"x)");
    QTest::newRow("no value") << QByteArray(R"({"a":})");
    QTest::newRow("no key") << QByteArray("{1}");
    QTest::newRow("no colon") << QByteArray(R"({"a" 1})");
    QTest::newRow("another bracket") << QByteArray(R"({"a":1])");
    QTest::newRow("more behind it") << QByteArray("{} {}");
    QTest::newRow("a broken key") << QByteArray(R"({"\u00":1})");
    QTest::newRow("too deep") << QByteArray(100'000, '[');
    QTest::newRow("deep and whole") << QByteArray(5000, '[') + "1" + QByteArray(5000, ']');
}

void TestRecordLeaves::whatIsNoRecordIsRefused()
{
    QFETCH(QByteArray, record);
    QCOMPARE(cutLines(record.toStdString()), QStringList{u"refused"_s});
}

void TestRecordLeaves::keysAreTheSameHoweverTheyAreWritten()
{
    QCOMPARE(cutLines(R"({"m\u0061il":1,"mail":2})"), (QStringList{u".mail=1"_s, u".mail=2"_s}));
}

void TestRecordLeaves::placesAreNeverMistaken()
{
    QCOMPARE(cutLines(R"({"a":{"b":1},"a.b":2,"a[]":3,"a\\.b":4})"), (QStringList{u".a.b=1"_s, u".a\\.b=2"_s, u".a\\[]=3"_s, u".a\\\\\\.b=4"_s}));
    FieldPaths paths;
    QCOMPARE(paths.plain(paths.member(paths.element(paths.member(FieldPaths::root, "a")), "b.c")), "a.b.c");
}

void TestRecordLeaves::tooManyPlacesAreRefused()
{
    FieldPaths paths;
    std::vector<RecordLeaf> leaves;
    bool fits = true;
    for (std::size_t i = 0; fits && i < 2 * FieldPaths::most; i += 1000) {
        std::string record = "{";
        for (std::size_t k = 0; k < 1000; ++k)
            record += (k > 0 ? ",\"" : "\"") + std::to_string(i + k) + "\":1";
        fits = cutRecord({}, record + '}', paths, leaves);
    }
    QVERIFY(!fits);
    QVERIFY(paths.size() <= FieldPaths::most);
}

// The tree says how many values there are, and between them stands nothing that the tree calls one.
void TestRecordLeaves::everyValueOfARecordIsOneLeaf()
{
    ImportFolder folder;
    for (const char* name : {"policies_week13.zip", "consent-query_range.json", "logs_export.json"})
        QVERIFY(folder.import({sourcePath(u"resources/demo/export/"_s + QString::fromLatin1(name))}).ok());
    FieldPaths paths;
    std::vector<RecordLeaf> leaves;
    json::Document document;
    std::size_t values = 0;
    QVERIFY(walkRecords(*folder.open(), [&](const WalkedRecord& record) -> Result<void> {
        if (!cutRecord(record.layout, record.raw, paths, leaves) || !document.parseCopy(record.raw))
            return Error{u"not cut"_s, {}, {}, {}};
        std::size_t leaf = 0;
        for (std::uint32_t i = 0; i < document.nodes().size(); ++i) {
            const json::Node& node = document.nodes()[i];
            const bool isContainer = node.kind == json::Kind::Object || node.kind == json::Kind::Array;
            if (isContainer && node.next > i + 1)
                continue;
            if (leaf == leaves.size())
                return Error{u"a value without a leaf"_s, {}, {}, {}};
            const std::string_view lexeme = record.raw.substr(leaves[leaf].offset, leaves[leaf].size);
            ++leaf;
            if (lexeme != node.text && !lexeme.starts_with('"'))
                return Error{u"another value"_s, {}, {}, {}};
        }
        values += leaf;
        return leaf == leaves.size() ? Result<void>() : Result<void>(Error{u"a leaf too many"_s, {}, {}, {}});
    }).ok());
    QVERIFY(values > 1000);
}

QTEST_GUILESS_MAIN(TestRecordLeaves)
#include "tst_recordleaves.moc"
