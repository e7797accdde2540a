// SPDX-License-Identifier: MIT
#include "json/document.h"

#include <QTest>

using namespace auditlens;

class TestDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatPythonWritesIsRead_data();
    void whatPythonWritesIsRead();
    void damageIsNamed_data();
    void damageIsNamed();
    void slicesOfAMendedRecordAreJson();
    void nothingIsMendedWhereTheValuesCount_data();
    void nothingIsMendedWhereTheValuesCount();
    void repeatedKeysAreSeen_data();
    void repeatedKeysAreSeen();
    void moreMembersThanCanBeReadAreRefused();
    void damageIsPointedAt();
    void aStringWithoutEscapesIsASliceOfTheRecord();
    void aSmallRecordFollowsAHugeOne();
    void aMovedDocumentKeepsItsTexts();
    void aCopiedTreeIsTheSameTree();
    void aDeepTreeIsCopiedOnce();
};

namespace {

QString text(std::string_view utf8)
{
    return QString::fromUtf8(utf8.data(), qsizetype(utf8.size()));
}

} // namespace

void TestDocument::whatPythonWritesIsRead_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QString>("expected");
    QTest::newRow("a surrogate pair") << QByteArray(R"({"a":"\ud83d\ude00"})") << QString::fromUtf8("😀");
    QTest::newRow("a lone high surrogate") << QByteArray(R"({"a":"x\ud800y"})") << QString::fromUtf8("x\uFFFDy");
    QTest::newRow("a lone low surrogate") << QByteArray(R"({"a":"\uDFFF"})") << QString::fromUtf8("\uFFFD");
    QTest::newRow("two high surrogates and a low one")
        << QByteArray(R"({"a":"\ud83d\ud83d\ude00"})") << QString::fromUtf8("\uFFFD😀");
    QTest::newRow("a high surrogate in front of another escape")
        << QByteArray(R"({"a":"\ud800\n\"\\ud800"})") << QString::fromUtf8("\uFFFD\n\"\\ud800");
    QTest::newRow("a lone surrogate in a key beside it")
        << QByteArray(R"({"\udc00":1,"a":"b"})") << QStringLiteral("b");
    QTest::newRow("not a number") << QByteArray(R"({"a":NaN})") << QStringLiteral("NaN");
    QTest::newRow("infinite") << QByteArray(R"({"b":[-Infinity , 1],"a": Infinity})") << QStringLiteral("Infinity");
    QTest::newRow("less than any number") << QByteArray(R"({"a":-Infinity})") << QStringLiteral("-Infinity");
    QTest::newRow("the words inside a string") << QByteArray(R"({"a":"NaN, \"NaN\"","b":NaN})") << QStringLiteral("NaN, \"NaN\"");
}

void TestDocument::whatPythonWritesIsRead()
{
    QFETCH(QByteArray, record);
    QFETCH(QString, expected);
    json::Document document;
    QVERIFY2(document.parseCopy(record.toStdString()), document.errorText().c_str());
    QVERIFY(document.errorText().empty());
    QCOMPARE(document.root()["a"].kind(), json::Kind::String);
    QCOMPARE(text(document.root()["a"].text()), expected);
}

void TestDocument::damageIsNamed_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QString>("expected");
    QTest::newRow("an escape that is none") << QByteArray(R"({"a":"\q"})") << QStringLiteral("a bad escape inside a string");
    QTest::newRow("a bad escape beside a lone surrogate")
        << QByteArray(R"({"a":"\ud800","b":"\uzzzz"})") << QStringLiteral("a bad escape inside a string");
    QTest::newRow("a word that is none") << QByteArray(R"({"a":nil})") << QStringLiteral("a malformed word");
    QTest::newRow("a word that only begins like one") << QByteArray(R"({"a":NaNa})") << QStringLiteral("not valid JSON");
    QTest::newRow("a line feed in a string") << QByteArray("{\"a\":\"x\ny\"}") << QStringLiteral("a control character inside a string");
    QTest::newRow("nothing") << QByteArray(" ") << QStringLiteral("no JSON value");
    QTest::newRow("a key that is none") << QByteArray(R"({1:2})") << QStringLiteral("not valid JSON");
    QTest::newRow("a comma at the end") << QByteArray(R"([1,])") << QStringLiteral("not valid JSON");
    QTest::newRow("a container closed as another") << QByteArray(R"({"a":[1})") << QStringLiteral("not valid JSON");
    QTest::newRow("a container left open") << QByteArray(R"({"a":[1,)") << QStringLiteral("an object or array is not closed");
    QTest::newRow("a number that is none") << QByteArray(R"([01])") << QStringLiteral("a malformed number");
    QTest::newRow("two values") << QByteArray(R"({} {})") << QStringLiteral("text behind the end of the value");
    QTest::newRow("a word behind a string") << QByteArray(R"(["a"b])") << QStringLiteral("not valid JSON");
    QTest::newRow("bytes that are no text") << QByteArray("[\"\xff\"]") << QStringLiteral("invalid UTF-8");
    QTest::newRow("nested deeper than any record") << QByteArray(201, '[') + QByteArray(201, ']') << QStringLiteral("nested too deep");
    QTest::newRow("a string left open") << QByteArray(R"({"a":"NaN)") << QStringLiteral("a string is not closed");
}

void TestDocument::damageIsNamed()
{
    QFETCH(QByteArray, record);
    QFETCH(QString, expected);
    json::Document document;
    QVERIFY(!document.parseCopy(record.toStdString()));
    QCOMPARE(text(document.errorText()), expected);
    QVERIFY(document.nodes().empty());
    QVERIFY(!document.root().exists());
}

void TestDocument::damageIsPointedAt()
{
    json::Document document;
    QVERIFY(!document.parseCopy(R"({"a":1,"b":tru})"));
    QCOMPARE(document.errorOffset(), std::size_t(11));
    QVERIFY(!document.parseCopy(R"({"a":"\q"})"));
    QCOMPARE(document.errorOffset(), std::size_t(5));
    QVERIFY(!document.parseCopy(R"({"a" 1})"));
    QCOMPARE(document.errorOffset(), std::size_t(5));
}

void TestDocument::aStringWithoutEscapesIsASliceOfTheRecord()
{
    const std::string record = R"({"plain" : "a b" , "escaped":"a\tb"})" + std::string(json::padding, ' ');
    json::Document document;
    QVERIFY(document.parse(std::string_view(record).substr(0, record.size() - json::padding)));
    const std::string_view plain = document.root()["plain"].text();
    QCOMPARE(plain.data() - record.data(), std::ptrdiff_t(record.find("a b")));
    QCOMPARE(text(plain), QStringLiteral("a b"));
    QCOMPARE(text(document.root()["escaped"].text()), QStringLiteral("a\tb"));
}

void TestDocument::slicesOfAMendedRecordAreJson()
{
    json::Document document;
    QVERIFY(document.parseCopy(R"({"a":{"x":NaN,"y":"\ud800"}})"));
    QCOMPARE(text(document.root()["a"].text()), QStringLiteral(R"({"x":"NaN","y":"\ufffd"})"));
    QVERIFY(document.parseCopy(R"({"a":{"x":1}})"));
    QCOMPARE(text(document.root()["a"].text()), QStringLiteral(R"({"x":1})"));
}

void TestDocument::nothingIsMendedWhereTheValuesCount_data()
{
    QTest::addColumn<QByteArray>("record");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<bool>("isNumber");
    const auto row = [](const char* claim, const char* record, const char* key, const char* value, bool isNumber = false) {
        QTest::newRow(claim) << QByteArray(record) << QByteArray(key) << QByteArray(value) << isNumber;
    };
    row("nothing to mend", R"({"a":"\ufffd😀"})", "a", "\xef\xbf\xbd😀");
    row("a lone surrogate in a value", R"({"a":"x\ud800y"})", "a", "x\xed\xa0\x80y");
    row("a lone surrogate in a key", R"({"\uDFFF":"x"})", "\xed\xbf\xbf", "x");
    row("beside replacement characters", R"({"�\ud800":"\uFFFD\ud801�"})", "\xef\xbf\xbd\xed\xa0\x80", "\xef\xbf\xbd\xed\xa0\x81\xef\xbf\xbd");
    row("a bare word", R"({"a":-Infinity})", "a", "-Infinity", true);
    row("a string of such a word", R"({"a":"NaN","b":NaN})", "a", "NaN");
    row("a replacement character alone beside a bare word", R"({"a":"\ufffd","b":NaN})", "a", "\xef\xbf\xbd");
}

void TestDocument::nothingIsMendedWhereTheValuesCount()
{
    QFETCH(QByteArray, record);
    QFETCH(QByteArray, key);
    QFETCH(QByteArray, value);
    QFETCH(bool, isNumber);
    json::Document document;
    QVERIFY(document.parseExactCopy(record.toStdString()));
    const json::Value first = *document.root().begin();
    QCOMPARE(QByteArray(first.key().data(), qsizetype(first.key().size())), key);
    QCOMPARE(QByteArray(first.text().data(), qsizetype(first.text().size())), value);
    QCOMPARE(first.isNumber(), isNumber);
    QVERIFY(!document.parseExactCopy(R"({"a":NaN,})"));
    QVERIFY(!document.errorText().empty());
}

void TestDocument::repeatedKeysAreSeen_data()
{
    QTest::addColumn<int>("members");
    QTest::addColumn<bool>("repeated");
    for (const int members : {1, 2, 20, 64, 65, 500}) {
        QTest::addRow("the last of %d", members) << members << true;
        QTest::addRow("none of %d", members) << members << false;
    }
}

void TestDocument::repeatedKeysAreSeen()
{
    QFETCH(int, members);
    QFETCH(bool, repeated);
    QByteArray record = R"({"in":[{)";
    for (int i = 0; i < members; ++i)
        record += "\"k" + QByteArray::number(i) + "\":{},";
    record += QByteArray("\"") + (repeated ? "k" + QByteArray::number(members - 1) : QByteArray("other")) + "\":1}]}";
    json::Document document;
    QVERIFY(document.parseCopy(record.toStdString()));
    QCOMPARE(document.hasRepeatedKeys(), repeated);
}

void TestDocument::moreMembersThanCanBeReadAreRefused()
{
    std::string record = "[0";
    for (std::size_t i = 2; i < json::maxNodes; ++i)
        record += ",0";
    json::Document document;
    QVERIFY2(document.parseCopy(record + "]"), document.errorText().c_str());
    QCOMPARE(document.nodes().size(), json::maxNodes);
    QVERIFY(!document.parseCopy(record + ",0]"));
    QCOMPARE(text(document.errorText()), QStringLiteral("more members than can be read"));
}

void TestDocument::aSmallRecordFollowsAHugeOne()
{
    json::Document document;
    QVERIFY(document.parseCopy("[\"" + std::string(1u << 20, 'x') + "\"]"));
    QVERIFY(document.parseCopy(R"({"a":"b"})"));
    QCOMPARE(text(document.root()["a"].text()), QStringLiteral("b"));
    QVERIFY(document.nodes().capacity() < 1000);
}

void TestDocument::aMovedDocumentKeepsItsTexts()
{
    json::Document first;
    QVERIFY(first.parseCopy("[1]"));
    const json::Document second = std::move(first);
    QCOMPARE(text(second.root().text()), QStringLiteral("[1]"));
    QCOMPARE(text((*second.root().begin()).text()), QStringLiteral("1"));
}

void TestDocument::aCopiedTreeIsTheSameTree()
{
    json::Document row;
    row.clear();
    const auto object = row.openObject({});
    for (const char* cell : {R"({"a":[1,"\u0041",{"b":null}],"c":"","d":{}})", R"("x\ty")", "17"}) {
        json::Document nested;
        QVERIFY(nested.parseCopy(cell));
        row.addTree(cell, nested.root());
    }
    row.close(object, "source");
    const json::Value first = *row.root().begin();
    QCOMPARE(text(first.text()), QStringLiteral(R"({"a":[1,"\u0041",{"b":null}],"c":"","d":{}})"));
    QCOMPARE(text(first["a"].text()), QStringLiteral(R"([1,"\u0041",{"b":null}])"));
    QCOMPARE(text(first.at("a.1").text()), QStringLiteral("A"));
    QVERIFY(first.at("a.2.b").isNull());
    QVERIFY(first["c"].isString() && first["c"].text().empty());
    QCOMPARE(text(first["d"].text()), QStringLiteral("{}"));
    QCOMPARE(text(row.root()["\"x\\ty\""].text()), QStringLiteral("x\ty"));
    QCOMPARE(text(row.root()["17"].text()), QStringLiteral("17"));
    QCOMPARE(row.root().size(), std::size_t(3));
}

void TestDocument::aDeepTreeIsCopiedOnce()
{
    constexpr int depth = 150;
    const std::string cell = std::string(depth, '[') + '"' + std::string(1u << 20, 'x') + '"' + std::string(depth, ']');
    json::Document nested;
    QVERIFY(nested.parseCopy(cell));
    json::Document row;
    row.clear();
    const auto object = row.openObject({});
    row.addTree("cell", nested.root());
    row.close(object, {});
    const std::string_view outer = row.nodes()[1].text;
    const std::string_view inner = row.nodes()[depth].text;
    QCOMPARE(inner.data() - outer.data(), std::ptrdiff_t(depth - 1));
    QCOMPARE(text(inner.substr(0, 4)), QStringLiteral("[\"xx"));
}

QTEST_GUILESS_MAIN(TestDocument)
#include "tst_document.moc"
