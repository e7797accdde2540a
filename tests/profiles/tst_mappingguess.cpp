// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "profiles/mappingguess.h"
#include "profiles/profileformat.h"
#include "support/formatconformance.h"

#include <QTest>

#include <deque>

using namespace auditlens;

namespace {

using Map = QMap<QString, QString>;

/// The records of a made-up log, one JSON text per line.
class Log
{
public:
    explicit Log(const QByteArray& lines)
    {
        for (const QByteArray& line : lines.split('\n')) {
            if (!m_documents.emplace_back().parseCopy(line.toStdString()))
                qFatal("the test's record is not JSON");
            m_records.push_back(m_documents.back().root());
        }
    }
    const std::vector<json::Value>& records() const { return m_records; }

private:
    std::deque<json::Document> m_documents;
    std::vector<json::Value> m_records;
};

const QByteArray shop = R"({"when": "2024-03-01T10:00:00Z", "who": "kim", "did": "update", "thing": {"kind": "order"}, "from_host": "203.0.113.7", "diff": {"state": ["open", "paid"]}}
{"when": "2024-03-01T10:00:05Z", "who": "ann", "did": "create", "thing": {"kind": "order"}, "from_host": "203.0.113.8", "diff": {}}
{"when": "2024-03-01T10:00:09Z", "who": "kim", "did": "update", "thing": {"kind": "bill"}, "from_host": "203.0.113.7", "diff": {}}
{"when": "2024-03-01T10:00:11Z", "who": "kim", "did": "update", "thing": {"kind": "bill"}, "from_host": "203.0.113.7", "diff": {}})";

const QByteArray sheet = R"({"Event DateTime": "2022-02-18 17:34:57", "Event Name": "ListObjects", "User": "kim@example.com", "Source IP": "203.0.113.7", "Request ID": "E2E9", "Result": "Success", "Level": "3"}
{"Event DateTime": "2022-02-18 17:34:59", "Event Name": "GetObject", "User": "ann@example.com", "Source IP": "203.0.113.8", "Request ID": "HQG7", "Result": "Failed", "Level": "4"})";

const QByteArray nested = R"({"ts": 1700000000123, "event": {"name": "doc.edited", "id": "0b8e1f9c-9d2d-4f9e-9a57-2f6b3a3c9d10"}, "actor": {"id": 7, "name": "kim"}, "target": {"type": "doc", "id": "d-9"}, "old_values": {"a": 1}, "new_values": {"a": 2}, "count": 12}
{"ts": 1700000001123, "event": {"name": "doc.edited", "id": "1b8e1f9c-9d2d-4f9e-9a57-2f6b3a3c9d10"}, "actor": {"id": 8, "name": "ann"}, "target": {"type": "doc", "id": "d-8"}, "old_values": null, "new_values": {"a": 2}, "count": 13})";

const QByteArray list = R"({"date": "2024-03-01T10:00:00Z", "operation": "edit", "props": [{"Name": "x", "OldValue": "1", "NewValue": "2"}]})";

} // namespace

class TestMappingGuess : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fieldsAreFound_data();
    void fieldsAreFound();
    void aGuessedProfileDecodes();
    void changesAreFoundInEveryShape_data();
    void changesAreFoundInEveryShape();
    void nothingIsInvented();
    void everyDecisionHasAReason();
};

void TestMappingGuess::fieldsAreFound_data()
{
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<Map>("paths");
    const auto s = [](const char* text) { return QString::fromLatin1(text); };
    QTest::newRow("unusual names are found by their values")
        << shop << Map {{s("time"), s("when")}, {s("action"), s("did")}, {s("actor.name"), s("who")},
               {s("entity.type"), s("thing.kind")}, {s("ip"), s("from_host")}, {s("changes"), s("diff")}};
    QTest::newRow("columns of a table")
        << sheet << Map {{s("time"), s("Event DateTime")}, {s("action"), s("Event Name")},
               {s("actor.email"), s("User")}, {s("ip"), s("Source IP")}, {s("request_id"), s("Request ID")},
               {s("outcome"), s("Result")}};
    QTest::newRow("nested members and numbers as times")
        << nested << Map {{s("time"), s("ts")}, {s("action"), s("event.name")}, {s("actor.id"), s("actor.id")},
               {s("actor.name"), s("actor.name")}, {s("entity.type"), s("target.type")},
               {s("entity.id"), s("target.id")}, {s("event_id"), s("event.id")}, {s("changes"), s("old_values")}};
}

void TestMappingGuess::fieldsAreFound()
{
    QFETCH(QByteArray, log);
    QFETCH(Map, paths);
    const Log records(log);
    Map found;
    for (const GuessedField& field : guessMapping(records.records()).fields)
        found.insert(toQString(field.field), toQString(field.path));
    QCOMPARE(found, paths);
}

void TestMappingGuess::aGuessedProfileDecodes()
{
    const Log log(shop);
    const GuessedMapping guess = guessMapping(log.records());
    const auto again = MappingProfile::parse(guess.profile.json(), QStringLiteral("guessed"));
    QVERIFY2(again.ok(), again.ok() ? "" : qPrintable(again.error().oneLine()));
    const auto format = makeProfileFormat(*again);
    QVERIFY(format->fit(log.records()) >= 50);
    test::CollectingSink sink;
    QVERIFY(format->decode(log.records().front(), {}, sink).empty());
    const AuditEvent& event = sink.events.front();
    QCOMPARE(event.time.ns, Nanoseconds(1709287200) * 1000000000);
    QCOMPARE(event.verb, Verb::Update);
    QCOMPARE(toQString(event.actor.display()), QStringLiteral("kim"));
    QCOMPARE(event.changes.size(), std::size_t(1));
    QCOMPARE(toQString(event.changes[0].after.text), QStringLiteral("paid"));
}

void TestMappingGuess::changesAreFoundInEveryShape_data()
{
    using Style = MappingProfile::Changes::Style;
    QTest::addColumn<QByteArray>("log");
    QTest::addColumn<int>("style");
    QTest::newRow("an object of pairs") << shop << int(Style::Pairs);
    QTest::newRow("two sibling objects") << nested << int(Style::BeforeAfter);
    QTest::newRow("a list of elements") << list << int(Style::List);
    QTest::newRow("none") << sheet << int(Style::None);
}

void TestMappingGuess::changesAreFoundInEveryShape()
{
    QFETCH(QByteArray, log);
    QFETCH(int, style);
    const Log records(log);
    QCOMPARE(int(guessMapping(records.records()).profile.changes.style), style);
}

void TestMappingGuess::nothingIsInvented()
{
    const Log log(R"({"a": 1, "b": "x y z"})");
    const GuessedMapping guess = guessMapping(log.records());
    QVERIFY(guess.fields.empty());
    QVERIFY(MappingProfile::parse(guess.profile.json(), QStringLiteral("guessed")).ok());
    QVERIFY(guessMapping({}).fields.empty());
}

void TestMappingGuess::everyDecisionHasAReason()
{
    for (const QByteArray& text : {shop, sheet, nested, list}) {
        const Log log(text);
        for (const GuessedField& field : guessMapping(log.records()).fields) {
            QVERIFY(field.reason.endsWith(u'.'));
            QVERIFY(field.confidence >= 10 && field.confidence < 100);
        }
    }
}

QTEST_GUILESS_MAIN(TestMappingGuess)
#include "tst_mappingguess.moc"
