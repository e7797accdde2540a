// SPDX-License-Identifier: MIT
#include "support/plainsamples.h"

#include "support/testsupport.h"

#include <QDateTime>
#include <QDir>
#include <QDirIterator>

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include <nlohmann/json.hpp>

namespace auditlens::test {

namespace {

using Json = nlohmann::ordered_json;
using Events = std::vector<PlainEvent>;

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
    std::string text = readFile(path).toStdString();
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
    QDateTime time = QDateTime::fromString(QString::fromStdString(text), Qt::ISODateWithMs);
    if (time.timeSpec() == Qt::LocalTime)
        time.setTimeSpec(Qt::UTC);
    return time.toMSecsSinceEpoch() * 1'000'000;
}

Events cloudTrail(const Json& r)
{
    const Json& who = r["userIdentity"];
    std::string actor = textAt(who, "userName");
    if (actor.empty() && who.contains("sessionContext"))
        actor = textAt(who["sessionContext"]["sessionIssuer"], "userName");
    if (actor.empty())
        actor = textAt(who, "invokedBy");
    if (actor.empty())
        actor = textAt(who, "arn");
    const auto time = isoTime(textAt(r, r.contains("eventTime") ? "eventTime" : "@timestamp"));
    return {{time, textAt(r, "eventName"), actor, textAt(r, "eventID"), {}}};
}

Events office365(const Json& r)
{
    Json data = r.contains("AuditData") ? r["AuditData"] : r;
    if (data.is_string())
        data = Json::parse(data.get<std::string>());
    std::string id = textAt(data, "Id");
    if (id.empty())
        id = textAt(r, "Identity");
    return {{isoTime(textAt(data, "CreationTime")), textAt(data, "Operation"), textAt(data, "UserId"), id, {}}};
}

/// A file of Kafka messages has keys and rows without any change between the change events; those are not events.
Events debezium(const Json& r)
{
    const Json& p = r.contains("payload") ? r["payload"] : r;
    if (!p.contains("op"))
        return {{noTime, "message key", {}, {}, {}}};
    const std::map<std::string, std::string> names
        = {{"c", "create"}, {"u", "update"}, {"d", "delete"}, {"r", "snapshot"}};
    const auto source = p["source"]["ts_ms"].get<Nanoseconds>();
    const auto ms = source != 0 ? source : p["ts_ms"].get<Nanoseconds>();
    return {{ms * 1'000'000, names.at(textAt(p, "op")), {}, {}, {}}};
}

Events maxwell(const Json& r)
{
    return {{r["ts"].get<Nanoseconds>() * 1'000'000'000, textAt(r, "type"), {}, {}, {}}};
}

/// Three lines of the file have data and type only: nothing says which table they changed, or when.
Events canal(const Json& r)
{
    if (!r.contains("es"))
        return {{noTime, "message", {}, {}, {}}};
    const PlainEvent event {r["es"].get<Nanoseconds>() * 1'000'000, textAt(r, "type"), {}, {}, {}};
    const bool rows = r.contains("isDdl") && r["data"].is_array();
    return Events(rows ? std::max<std::size_t>(r["data"].size(), 1) : 1, event);
}

Events goldenGate(const Json& r)
{
    const std::map<std::string, std::string> names = {{"I", "insert"}, {"U", "update"}, {"D", "delete"}};
    const std::string time = textAt(r, "op_ts");
    return {{isoTime(time.substr(0, 10) + "T" + time.substr(11, 12)), names.at(textAt(r, "op_type")), {}, {}, {}}};
}

Events awsDms(const Json& r)
{
    const Json& m = r["metadata"];
    const std::string time = textAt(m, "timestamp");
    const Nanoseconds micros = std::stoll(time.substr(23, 3)) * 1000;
    return {{isoTime(time.substr(0, 23) + "Z") + micros, textAt(m, "operation"), {}, {}, {}}};
}

Events aliyun(const Json& r)
{
    const Json& times = r["payload"]["timestamp"];
    const auto event = times["eventTime"].get<Nanoseconds>();
    const auto ms = event > 0 ? event : times["systemTime"].get<Nanoseconds>();
    return {{ms * 1'000'000, textAt(r["payload"], "op"), {}, {}, {}}};
}

/// Its "User ID" is a Python dict as text; it is shown as it is.
Events alarms(const Json& r)
{
    return {{isoTime(textAt(r, "Event DateTime")), textAt(r, "Event Name"), textAt(r, "User ID"), textAt(r, "Event ID"), {}}};
}

/// A query_range answer: one stream is a record, each of its lines an event.
Events lokiStream(const Json& r)
{
    Events events;
    for (const Json& line : r["values"]) {
        const Json object = Json::parse(line[1].get<std::string>(), nullptr, false);
        const std::string action = object.is_object() ? textAt(object, "activity") : std::string();
        events.push_back({std::stoll(line[0].get<std::string>()), action, {}, {}, line.dump()});
    }
    return events;
}

struct Kind
{
    const char* prefix;
    const char* format;
    Events (*read)(const Json& record);
};

constexpr std::array kinds = {
    Kind {"cloudtrail_", "cloudtrail", cloudTrail},
    Kind {"o365_small/", "office365", office365},
    Kind {"cdc/debezium", "debezium", debezium},
    Kind {"cdc/maxwell", "maxwell", maxwell},
    Kind {"cdc/canal", "canal", canal},
    Kind {"cdc/ogg", "goldengate", goldenGate},
    Kind {"cdc/aws-dms", "aws-dms", awsDms},
    Kind {"cdc/aliyun", "aliyun-dts", aliyun},
    Kind {"aws_honeybucket", "generic", alarms},
    Kind {"loki/", "loki", lokiStream},
};

/// By its id, else by all of it.
Events identified(Events events, const Json& record)
{
    for (std::size_t part = 0; part < events.size(); ++part) {
        PlainEvent& event = events[part];
        if (!event.id.empty())
            event.identity = "id " + event.id;
        else if (event.identity.empty())
            event.identity = std::to_string(part) + ' ' + record.dump();
    }
    return events;
}

} // namespace

std::vector<PlainEvent> PlainSample::events() const
{
    std::vector<PlainEvent> all;
    for (const auto& record : records)
        all.insert(all.end(), record.begin(), record.end());
    return all;
}

QStringList sampleNames(const QString& folder)
{
    QStringList names;
    QDirIterator it(folder, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext())
        names.append(QDir(folder).relativeFilePath(it.next()));
    names.sort();
    return names;
}

PlainSample readPlainSample(const QString& folder, const QString& name)
{
    PlainSample sample;
    const auto kind = std::find_if(kinds.begin(), kinds.end(),
        [&](const Kind& k) { return name.startsWith(QLatin1String(k.prefix)); });
    if (kind == kinds.end())
        return sample;
    sample.format = QLatin1String(kind->format);
    std::vector<Json> records = recordsOf(QDir(folder).filePath(name));
    if (records.size() == 1 && records[0].contains("status") && records[0].contains("data"))
        records = records[0]["data"]["result"].get<std::vector<Json>>();
    for (const Json& record : records)
        sample.records.push_back(identified(kind->read(record), record));
    return sample;
}

} // namespace auditlens::test
