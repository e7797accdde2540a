// SPDX-License-Identifier: MIT
#include "base/fold.h"
#include "json/document.h"
#include "store/queryplan.h"
#include "support/importing.h"
#include "support/plainsamples.h"
#include "support/testsupport.h"

#include <set>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t mostQuestions = 25; ///< Of one archive; spread over all it has.

struct Scalar
{
    std::string path;
    std::string text;
    auto operator<=>(const Scalar&) const = default;
};

// A path that names another value, because a key has dots or is there twice, is left out.
void collect(json::Value root, json::Value value, const std::string& path, std::set<Scalar>& to)
{
    if (!value.isObject() && !value.isArray()) {
        if (root.at(path.substr(1)).index() == value.index())
            to.insert({"extra" + path, folded(value.text())});
        return;
    }
    std::size_t number = 0;
    for (const json::Value child : value)
        collect(root, child, path + '.' + (value.isArray() ? std::to_string(number++) : std::string(child.key())), to);
}

BoundQuery asking(const Scalar& scalar, Match match)
{
    BoundQuery query;
    query.root.kind = BoundQuery::Node::Kind::Term;
    query.root.field = Field::Path;
    query.root.match = match;
    query.root.path = scalar.path;
    query.root.text = scalar.text;
    return query;
}

std::vector<Scalar> questions(const std::vector<StoredEvent>& events)
{
    std::set<Scalar> all;
    json::Document document;
    for (const StoredEvent& stored : events) {
        if (!stored.event.extra.empty() && document.parseCopy(stored.event.extra))
            collect(document.root(), document.root(), {}, all);
    }
    std::vector<Scalar> some;
    std::size_t number = 0;
    for (const Scalar& scalar : all) {
        if (number++ % (all.size() / mostQuestions + 1) == 0)
            some.push_back(scalar);
    }
    return some;
}

std::vector<std::uint32_t> meant(const std::vector<StoredEvent>& events, const BoundQuery& query)
{
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < events.size(); ++row) {
        if (matches(query, {events[row].event, {}, {}}))
            rows.push_back(row);
    }
    return rows;
}

std::vector<std::uint32_t> found(const Archive& archive, const BoundQuery& query)
{
    const QueryResult result = archive.find(query, {});
    if (result.problem)
        qFatal("%s", qPrintable(result.problem->oneLine()));
    std::vector<std::uint32_t> rows;
    for (std::uint32_t i = 0; i < result.rows.size(); ++i)
        rows.push_back(std::uint32_t(result.rows.at(i)));
    return rows;
}

/// The answers by text and those by reading every event, for what the events themselves say.
void compareAll(const Archive& archive, std::size_t& asked)
{
    const std::vector<StoredEvent> events = allEvents(archive);
    for (const Scalar& scalar : questions(events)) {
        for (const Match match : {Match::Equals, Match::Prefix, Match::Contains}) {
            const BoundQuery query = asking(scalar, match);
            const auto expected = meant(events, query);
            const QString what = QString::fromStdString(describe(query.root));
            QVERIFY2(match != Match::Equals || scalar.text.empty() || !expected.empty(), qPrintable(what));
            QVERIFY2(found(archive, query) == expected, qPrintable(what));
            ++asked;
        }
    }
}

} // namespace

/// Text rules events out before a place in the record is looked at: it must never rule out too many.
class TestPaths : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writtenInEveryWay_data();
    void writtenInEveryWay();
    void whatWasLeftOutOfTheText();
    void theDemo();
    void publicSamples();
};

void TestPaths::writtenInEveryWay_data()
{
    QTest::addColumn<QByteArray>("more"); // Members of a record that no format knows.
    QTest::newRow("a word") << QByteArray(R"("region":"eu-west-1")");
    QTest::newRow("null, true, numbers") << QByteArray(R"("a":null,"b":true,"c":1.50,"d":1e400,"e":"null","f":"nu")");
    QTest::newRow("empty text") << QByteArray(R"("a":"","b":{},"c":[])");
    QTest::newRow("escapes of the record") << QByteArray(R"("a":"caf\u00e9","b":"\u0061bc","c":"x\ny","d":"a\"b","e":"\ud800")");
    QTest::newRow("letters that fold") << QByteArray(R"("a":"STRASSE ÅÄÖ İ ſ K","b":"ΣΑΣ")");
    QTest::newRow("the value of a column") << QByteArray(R"("a":"ann","b":"update","c":"t1","d":"42","e":"policies.Policy","f":"status")");
    QTest::newRow("a UUID") << QByteArray(R"("a":"b9b40f51-1521-4b02-a5dc-0fd50adfc8c2")");
    QTest::newRow("JSON inside of a text") << QByteArray(R"("a":"{\"in\":\"\\u0061bc\"}","b":{"c":"{\"x\":1}"}})").chopped(1);
    QTest::newRow("marks of the text stream") << QByteArray(R"("a":"\u0003raw","b":"\u0001\u0002","c":"one\u0001two")");
    QTest::newRow("keys with dots") << QByteArray(R"("a.b":"first","a":{"b":"second","c.d":{"e":"third"}})");
    QTest::newRow("a key twice") << QByteArray(R"("a":"first","a":"second")");
}

void TestPaths::writtenInEveryWay()
{
    QFETCH(QByteArray, more);
    QByteArray lines = tigerLines(20);
    lines += tigerLine(20).chopped(1) + ',' + more + "}\n";
    ImportFolder folder;
    QVERIFY(folder.import({folder.write(u"a.jsonl"_s, lines)}).ok());
    std::size_t asked = 0;
    compareAll(*folder.open(), asked);
    QVERIFY(asked > 0);
}

void TestPaths::whatWasLeftOutOfTheText()
{
    QByteArray stream = R"({"stream":{"app":"shop","note":")" + QByteArray(10'000, 'x') + R"("},"values":[)";
    for (int i = 0; i < 2'000; ++i)
        stream += (i > 0 ? ",[\"" : "[\"") + QByteArray::number(1'700'000'000'000'000'000 + i) + "\",\"word" + QByteArray::number(i) + "\"]";
    ImportFolder folder;
    QVERIFY(folder.import({folder.write(u"loki.json"_s, stream + "]}\n")}).ok());
    const auto archive = folder.open();
    QCOMPARE(archive->size(), 2'000u);
    QCOMPARE(found(*archive, asking({"extra.labels.app", "shop"}, Match::Equals)).size(), std::size_t(2'000));
}

void TestPaths::theDemo()
{
    ImportFolder folder;
    QVERIFY(folder.import({sourcePath(u"resources/demo/export"_s)}).ok());
    std::size_t asked = 0;
    compareAll(*folder.open(), asked);
    QVERIFY(asked > 50);
}

void TestPaths::publicSamples()
{
    const QString data = sharedDataPath();
    if (data.isEmpty())
        QSKIP("SKIPPED: the public samples are not beside this tree");
    std::size_t asked = 0;
    for (const QString& name : sampleNames(data)) {
        ImportFolder folder;
        if (folder.import({data + u'/' + name}).ok())
            compareAll(*folder.open(), asked);
    }
    QVERIFY(asked > 300);
}

QTEST_GUILESS_MAIN(TestPaths)
#include "tst_paths.moc"
