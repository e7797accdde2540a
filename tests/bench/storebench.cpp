// SPDX-License-Identifier: MIT
// Times the store alone: storebench FILE.jsonl ARCHIVE reads generated events (one JSON object per line), adds them
// to a new archive with two builder threads, opens it again and runs a few queries.

#include "importing/recordvalues.h"
#include "json/document.h"
#include "store/archive.h"
#include "store/archivewriter.h"

#include <QFile>
#include <QtConcurrent>

#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <deque>

using namespace auditlens;

namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double cpuSeconds()
{
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) + double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

Value valueOf(json::Value from)
{
    Value value;
    value.kind = from.isNull() ? Value::Kind::Null : from.isNumber() ? Value::Kind::Number : Value::Kind::Text;
    value.text = from.text();
    return value;
}

void fill(AuditEvent& event, json::Value record, std::uint64_t ordinal)
{
    event.clear();
    event.id = record["id"].text();
    event.time = {Nanoseconds(ordinal) * 60'000'000'000 + 1'600'000'000'000'000'000, TimeOrigin::Stated, 6};
    event.action = record["action"].text();
    event.verb = verbFromAction(event.action);
    const json::Value actor = record["actor"];
    event.actor.id = actor["id"].text();
    event.actor.name = actor["username"].text();
    event.actor.email = actor["email"].text();
    event.entity = {std::string(record["model"].text()), std::string(record["object_id"].text()), std::string(record["object_repr"].text())};
    event.tenant = record["tenant"].text();
    event.requestId = record["request_id"].text();
    event.ip = record["ip"].text();
    event.summary = record["summary"].text();
    for (const json::Value from : record["diff"]) {
        Change change;
        change.field = from.key();
        change.before = valueOf(from["before"]);
        change.after = valueOf(from["after"]);
        event.changes.push_back(std::move(change));
    }
}

EventBatch batchOf(const std::string& bytes, std::uint64_t ordinal, SourceId source)
{
    EventBatch batch;
    json::Document document;
    AuditEvent event;
    std::vector<std::string_view> values;
    for (std::size_t begin = 0; begin < bytes.size();) {
        const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
        const auto raw = std::string_view(bytes).substr(begin, end - begin);
        if (document.parse(raw)) {
            fill(event, document.root(), ordinal);
            collectValues(document, document.root().text(), values);
            batch.add(event, source, ordinal++, 0, raw, values);
        }
        begin = end + 1;
    }
    return batch;
}

void query(const Archive& archive, const char* name, Field field, const char* text)
{
    BoundQuery bound;
    bound.root.kind = BoundQuery::Node::Kind::Term;
    bound.root.field = field;
    bound.root.match = field == Field::Anything ? Match::Contains : Match::Equals;
    bound.root.text = text;
    for (int i = 0; i < 2; ++i) {
        const QueryResult result = archive.find(bound, {});
        std::printf("%-24s %8u rows %9.3f ms\n", name, result.rows.size(), double(result.microseconds) / 1000);
    }
}

int run(const QString& input, const QString& output)
{
    QFile::remove(output);
    auto writer = ArchiveWriter::open(output);
    if (!writer)
        return 3;
    SourceInfo info;
    info.name = "bench";
    info.format = "bench";
    const SourceId source = *(*writer)->addSource(info);
    QFile file(input);
    if (!file.open(QIODevice::ReadOnly))
        return 3;
    const auto start = Clock::now();
    std::deque<QFuture<EventBatch>> waiting;
    const auto appendFirst = [&] {
        EventBatch batch = waiting.front().takeResult();
        waiting.pop_front();
        return bool((*writer)->append(batch));
    };
    std::string rest;
    std::uint64_t ordinal = 0;
    while (!file.atEnd()) {
        std::string bytes = rest + file.read(2 << 20).toStdString();
        const std::size_t end = bytes.rfind('\n') + 1;
        rest = bytes.substr(end);
        bytes.resize(end);
        bytes.reserve(end + json::padding);
        waiting.push_back(QtConcurrent::run([bytes = std::move(bytes), ordinal, source] { return batchOf(bytes, ordinal, source); }));
        ordinal += 1'000'000;
        if (waiting.size() > 4 && !appendFirst())
            return 3;
    }
    while (!waiting.empty()) {
        if (!appendFirst())
            return 3;
    }
    if (const auto done = (*writer)->finish(); !done)
        return 3;
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("import %.2f s wall, %.2f s cpu, %ld MB peak, %.3f of the input\n", since(start), cpuSeconds(),
        usage.ru_maxrss / 1024, double(QFile(output).size()) / double(file.size()));
    writer->reset();

    const auto open = Clock::now();
    const auto archive = Archive::open(output, std::make_shared<FormatRegistry>());
    if (!archive)
        return 4;
    std::printf("open %.3f s, %u events\n", since(open), (*archive)->size());
    query(**archive, "action=update", Field::Action, "update");
    query(**archive, "entity id=187985", Field::EntityId, "187985");
    query(**archive, "needle", Field::Anything, "needle2fa8ae5f");
    query(**archive, "quarantine", Field::Anything, "quarantine");
    query(**archive, "updated", Field::Anything, "updated");
    query(**archive, "xy", Field::Anything, "xy");
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3) {
        std::fprintf(stderr, "usage: storebench FILE.jsonl ARCHIVE\n");
        return 2;
    }
    return run(QString::fromLocal8Bit(argv[1]), QString::fromLocal8Bit(argv[2]));
}
