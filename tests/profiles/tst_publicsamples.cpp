// SPDX-License-Identifier: MIT
#include "base/text.h"
#include "input/bytesource.h"
#include "input/recordreader.h"
#include "profiles/profileformat.h"
#include "profiles/profileregistry.h"
#include "support/testsupport.h"

#include <QDirIterator>
#include <QTest>
#include <QTimeZone>

#include <deque>
#include <functional>
#include <map>
#include <set>

#include <nlohmann/json.hpp>

using namespace auditlens;

namespace {

using Json = nlohmann::ordered_json;
using Counts = std::map<std::string, int>;

class Events final : public EventSink
{
public:
    AuditEvent& next(std::string_view) override { return m_events.emplace_back(); }
    const std::deque<AuditEvent>& all() const { return m_events; }

private:
    std::deque<AuditEvent> m_events;
};

// A second, plain reading of the files: nothing of it is used by AuditLens itself.

std::vector<Json> jsonRecords(const std::string& text)
{
    std::vector<Json> records;
    const auto add = [&](const Json& value) {
        for (const Json& one : value.is_array() ? value : Json::array({value}))
            records.push_back(one);
    };
    const Json whole = Json::parse(text, nullptr, false);
    if (!whole.is_discarded()) {
        add(whole);
        return records;
    }
    for (const QByteArray& line : QByteArray::fromStdString(text).split('\n')) {
        if (!line.trimmed().isEmpty())
            add(Json::parse(line.toStdString()));
    }
    return records;
}

std::vector<std::vector<std::string>> csvRows(const std::string& text)
{
    std::vector<std::vector<std::string>> rows(1);
    std::string cell;
    bool quoted = false;
    const auto endCell = [&] { rows.back().push_back(std::exchange(cell, {})); };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"')
            cell += text[++i];
        else if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            endCell();
        else if (c == '\n' && !quoted) {
            endCell();
            rows.emplace_back();
        } else if (c != '\r' || quoted)
            cell += c;
    }
    if (!cell.empty() || !rows.back().empty())
        endCell();
    std::erase_if(rows, [](const auto& row) { return row.empty() || (row.size() == 1 && row[0].empty()); });
    return rows;
}

std::vector<Json> csvRecords(const std::string& text)
{
    std::vector<Json> records;
    const auto rows = csvRows(text);
    for (std::size_t i = 1; i < rows.size(); ++i) {
        Json& record = records.emplace_back(Json::object());
        for (std::size_t j = 0; j < rows[0].size(); ++j)
            record[rows[0][j]] = j < rows[i].size() ? rows[i][j] : std::string();
    }
    return records;
}

std::vector<Json> recordsOf(const QString& path)
{
    std::string text = test::readFile(path).toStdString();
    if (text.starts_with("\xEF\xBB\xBF"))
        text.erase(0, 3);
    return path.endsWith(QStringLiteral(".csv")) ? csvRecords(text) : jsonRecords(text);
}

std::string textAt(const Json& object, const char* name)
{
    const auto found = object.find(name);
    if (found == object.end() || found->is_null())
        return {};
    return found->is_string() ? found->get<std::string>() : found->dump();
}

Nanoseconds isoTime(const std::string& text)
{
    QDateTime time = QDateTime::fromString(toQString(text), Qt::ISODateWithMs);
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC);
    return time.toMSecsSinceEpoch() * 1000000;
}

/// What a record must have become, read from it in the plainest way.
struct Expected
{
    bool isEvent = true;
    Nanoseconds time = noTime;
    std::string action;
    std::string actor; ///< Of Actor::display().
};

Expected cloudTrail(const Json& r)
{
    const Json& who = r["userIdentity"];
    std::string actor = textAt(who, "userName");
    if (actor.empty() && who.contains("sessionContext"))
        actor = textAt(who["sessionContext"]["sessionIssuer"], "userName");
    if (actor.empty())
        actor = textAt(who, "invokedBy");
    if (actor.empty())
        actor = textAt(who, "arn");
    return {true, isoTime(textAt(r, r.contains("eventTime") ? "eventTime" : "@timestamp")), textAt(r, "eventName"), actor};
}

Expected office365(const Json& r)
{
    Json data = r.contains("AuditData") ? r["AuditData"] : r;
    if (data.is_string())
        data = Json::parse(data.get<std::string>());
    return {true, isoTime(textAt(data, "CreationTime")), textAt(data, "Operation"), textAt(data, "UserId")};
}

/// A file of Kafka messages has keys and rows without any change between the change events; those are not events.
Expected debezium(const Json& r)
{
    const Json& p = r.contains("payload") ? r["payload"] : r;
    if (!p.contains("op"))
        return {false, noTime, "message key", {}};
    const std::map<std::string, std::string> names
        = {{"c", "create"}, {"u", "update"}, {"d", "delete"}, {"r", "snapshot"}};
    const auto source = p["source"]["ts_ms"].get<Nanoseconds>();
    const auto ms = source != 0 ? source : p["ts_ms"].get<Nanoseconds>();
    return {true, ms * 1000000, names.at(textAt(p, "op")), {}};
}

Expected maxwell(const Json& r)
{
    return {true, r["ts"].get<Nanoseconds>() * 1000000000, textAt(r, "type"), {}};
}

/// Three lines of the file have data and type only: nothing says which table they changed, or when.
Expected canal(const Json& r)
{
    if (!r.contains("es"))
        return {false, noTime, "message", {}};
    return {true, r["es"].get<Nanoseconds>() * 1000000, textAt(r, "type"), {}};
}

Expected goldenGate(const Json& r)
{
    const std::map<std::string, std::string> names = {{"I", "insert"}, {"U", "update"}, {"D", "delete"}};
    const std::string time = textAt(r, "op_ts");
    return {true, isoTime(time.substr(0, 10) + "T" + time.substr(11, 12)), names.at(textAt(r, "op_type")), {}};
}

Expected awsDms(const Json& r)
{
    const Json& m = r["metadata"];
    const std::string time = textAt(m, "timestamp");
    const Nanoseconds micros = std::stoll(time.substr(23, 3)) * 1000;
    return {true, isoTime(time.substr(0, 23) + "Z") + micros, textAt(m, "operation"), {}};
}

Expected aliyun(const Json& r)
{
    const Json& times = r["payload"]["timestamp"];
    const auto event = times["eventTime"].get<Nanoseconds>();
    const auto ms = event > 0 ? event : times["systemTime"].get<Nanoseconds>();
    return {true, ms * 1000000, textAt(r["payload"], "op"), {}};
}

/// Its "User ID" is a Python dict as text; it is shown as it is.
Expected alarms(const Json& r)
{
    return {true, isoTime(textAt(r, "Event DateTime")), textAt(r, "Event Name"), textAt(r, "User ID")};
}

/// The file as AuditLens reads it.
class RealReading
{
public:
    explicit RealReading(const QString& path, const std::vector<std::string>& recordPaths = {})
        : m_recordPaths(recordPaths)
    {
        const InputList inputs = listInputs({path});
        if (inputs.files.size() != 1)
            m_problem = QStringLiteral("one file is not one input");
        else if (auto source = openInput(inputs.files.front()); !source.ok())
            m_problem = source.error().oneLine();
        else
            read(std::move(*source));
    }
    const QString& problem() const { return m_problem; }
    const std::vector<json::Value>& records() const { return m_records; }

private:
    void read(std::unique_ptr<ByteSource> source)
    {
        auto reader = makeRecordReader(std::move(source), m_recordPaths);
        if (!reader.ok()) {
            m_problem = reader.error().oneLine();
            return;
        }
        m_reader = std::move(*reader);
        while (m_problem.isEmpty()) {
            auto chunk = m_reader->next();
            if (!chunk.ok())
                m_problem = chunk.error().oneLine();
            else if (!chunk->problems.empty())
                m_problem = toQString(chunk->problems.front().reason);
            else if (chunk->records.empty())
                return;
            else
                parse(m_chunks.emplace_back(std::move(*chunk)));
        }
    }
    void parse(const RecordChunk& chunk)
    {
        for (std::size_t i = 0; i < chunk.records.size(); ++i) {
            if (!m_reader->parse(chunk.record(i), m_documents.emplace_back()))
                m_problem = toQString(m_documents.back().errorText());
            m_records.push_back(m_documents.back().root());
        }
    }

    std::vector<std::string> m_recordPaths;
    QString m_problem;
    std::unique_ptr<RecordReader> m_reader; ///< The records' member names are its columns.
    std::deque<RecordChunk> m_chunks;
    std::deque<json::Document> m_documents;
    std::vector<json::Value> m_records;
};

/// Events that one record stands for: Canal puts several rows in one message.
std::size_t eventsOf(const Json& r)
{
    const bool rows = r.contains("isDdl") && r["data"].is_array();
    return rows ? std::max<std::size_t>(r["data"].size(), 1) : 1;
}

} // namespace

/// Public samples of real audit logs, read a second time in the plainest way and compared event by event.
class TestPublicSamples : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyRecordBecomesItsEvent_data();
    void everyRecordBecomesItsEvent();
    void everyLokiLineBecomesAnEvent();
    void noFileIsForgotten();

private:
    struct Row
    {
        QString pattern;
        QString format;
        Expected (*expected)(const Json&);
    };
    std::vector<Row> rows() const;
    QStringList files() const;

    QString m_folder;
    FormatRegistry m_formats;
};

void TestPublicSamples::initTestCase()
{
    m_folder = test::sharedDataPath();
    if (m_folder.isEmpty())
        QSKIP("The public samples are not beside the repository: nothing was compared.");
    addBuiltinFormats(m_formats);
    const Result<void> added = addBuiltinProfiles(m_formats);
    QVERIFY2(added.ok(), added.ok() ? "" : qPrintable(added.error().oneLine()));
}

std::vector<TestPublicSamples::Row> TestPublicSamples::rows() const
{
    const auto s = [](const char* text) { return QString::fromLatin1(text); };
    return {
        {s("cloudtrail_"), s("cloudtrail"), cloudTrail},
        {s("o365_small/"), s("office365"), office365},
        {s("cdc/debezium"), s("debezium"), debezium},
        {s("cdc/maxwell"), s("maxwell"), maxwell},
        {s("cdc/canal"), s("canal"), canal},
        {s("cdc/ogg"), s("goldengate"), goldenGate},
        {s("cdc/aws-dms"), s("aws-dms"), awsDms},
        {s("cdc/aliyun"), s("aliyun-dts"), aliyun},
        {s("aws_honeybucket"), s("generic"), alarms},
    };
}

QStringList TestPublicSamples::files() const
{
    QStringList names;
    QDirIterator it(m_folder, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext())
        names.append(QDir(m_folder).relativeFilePath(it.next()));
    names.sort();
    return names;
}

void TestPublicSamples::everyRecordBecomesItsEvent_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("row");
    const auto known = rows();
    for (const QString& name : files()) {
        for (int i = 0; i < int(known.size()); ++i) {
            if (name.startsWith(known[std::size_t(i)].pattern))
                QTest::newRow(qPrintable(name)) << name << i;
        }
    }
}

void TestPublicSamples::everyRecordBecomesItsEvent()
{
    QFETCH(QString, name);
    QFETCH(int, row);
    const Row kind = rows()[std::size_t(row)];
    const std::vector<Json> records = recordsOf(QDir(m_folder).filePath(name));
    QVERIFY(!records.empty());

    const RealReading reading(QDir(m_folder).filePath(name));
    QVERIFY2(reading.problem().isEmpty(), qPrintable(reading.problem()));
    const std::vector<json::Value>& values = reading.records();
    QCOMPARE(values.size(), records.size());
    const Format* format = m_formats.bestFit(values);
    QVERIFY2(format, "no profile fits");
    QCOMPARE(toQString(format->info().id), kind.format);

    for (std::size_t i = 0; i < records.size(); ++i) {
        Events events;
        const DecodeProblem problem = format->decode(values[i], {}, events);
        QVERIFY2(problem.empty(), problem.c_str());
        QCOMPARE(events.all().size(), eventsOf(records[i]));
        const Expected expected = kind.expected(records[i]);
        for (const AuditEvent& event : events.all()) {
            QCOMPARE(event.time.ns, expected.time);
            QCOMPARE(toQString(event.action), toQString(expected.action));
            QCOMPARE(toQString(event.actor.display()), toQString(expected.actor));
            QCOMPARE(event.time.origin == TimeOrigin::Missing, !expected.isEvent);
        }
    }
}

void TestPublicSamples::everyLokiLineBecomesAnEvent()
{
    const QString path = QDir(m_folder).filePath(QStringLiteral("loki/loki_real_query_range_response.json"));
    const Json answer = Json::parse(test::readFile(path).toStdString());
    std::multiset<Nanoseconds> expected;
    for (const Json& stream : answer["data"]["result"]) {
        for (const Json& line : stream["values"])
            expected.insert(std::stoll(line[0].get<std::string>()));
    }

    const RealReading reading(path, {"data.result"});
    QVERIFY2(reading.problem().isEmpty(), qPrintable(reading.problem()));
    const Format* format = m_formats.bestFit(reading.records());
    QVERIFY2(format, "no format fits");
    Events events;
    for (const json::Value record : reading.records()) {
        const DecodeProblem problem = format->decode(record, {}, events);
        QVERIFY2(problem.empty(), problem.c_str());
    }
    std::multiset<Nanoseconds> times;
    for (const AuditEvent& event : events.all())
        times.insert(event.time.ns);
    QVERIFY(!expected.empty());
    QVERIFY(times == expected);
}

void TestPublicSamples::noFileIsForgotten()
{
    const auto known = rows();
    for (const QString& name : files()) {
        const bool tested = std::any_of(
            known.begin(), known.end(), [&](const Row& row) { return name.startsWith(row.pattern); });
        QVERIFY2(tested || name.startsWith(QStringLiteral("loki/")), qPrintable(name));
    }
}

QTEST_GUILESS_MAIN(TestPublicSamples)
#include "tst_publicsamples.moc"
