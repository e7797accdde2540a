// SPDX-License-Identifier: MIT
// Times what the window asks of an archive, without process start and painting, through the same calls:
//   storebench ARCHIVE QUESTIONS.json [TURNS]
// writes one JSON object with the milliseconds of every turn and the answers, so that peers can be held to them.

#include "base/text.h"
#include "event/isotime.h"
#include "formats/registry.h"
#include "query/binder.h"
#include "store/archive.h"
#include "store/archivewriter.h"
#include "store/timebins.h"

#include <QFile>

#include <nlohmann/json.hpp>

#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

using namespace auditlens;
using Json = nlohmann::json;

namespace {

constexpr std::uint32_t pageRows = 60;

[[noreturn]] void giveUp(const std::string& why)
{
    std::fprintf(stderr, "storebench: %s\n", why.c_str());
    std::exit(1);
}

template <typename T>
T must(Result<T> result)
{
    if (!result)
        giveUp(toUtf8(result.error().oneLine()));
    return std::move(result).value();
}

void must(Result<void> result)
{
    if (!result)
        giveUp(toUtf8(result.error().oneLine()));
}

template <typename Work>
double milliseconds(Work work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

std::shared_ptr<const Archive> opened(const QString& path)
{
    auto formats = std::make_shared<FormatRegistry>();
    addBuiltinFormats(*formats);
    return must(Archive::open(path, formats));
}

BoundQuery bound(const std::string& text)
{
    BoundOutcome outcome = readQuery(toQString(text), TimeContext::current(QTimeZone::utc()));
    if (outcome.error)
        giveUp(toUtf8(pointAt(toQString(text), *outcome.error)));
    return outcome.query;
}

RowSet found(const Archive& archive, const BoundQuery& query)
{
    QueryResult result = archive.find(query, {});
    if (result.problem)
        giveUp(toUtf8(result.problem->oneLine()));
    return result.rows;
}

AnalysisRequest analysisRequest(const Archive& archive, const Json& question)
{
    AnalysisRequest request;
    for (const std::string field : question.at("facets"))
        request.facets.push_back({field, 10, {}});
    request.histogramEdges = binEdges(archive.info().first, archive.info().last, BinSize::Auto, QTimeZone::utc(), question.at("bins"));
    return request;
}

Json analysisAnswer(const Analysis& analysis)
{
    Json answer = {{"events", analysis.events}};
    for (const FacetCounts& facet : analysis.facets)
        answer["facets"][facet.field] = facet.values;
    return answer;
}

// Rows as far apart as they can be: every one in a block of its own.
// Other rows each turn: what was looked at before stays in memory.
std::vector<Row> scattered(const RowSet& rows, int turn)
{
    std::vector<Row> page;
    for (std::uint32_t i = 0; i < std::min(pageRows, rows.size()); ++i)
        page.push_back(rows.at(std::uint32_t((std::uint64_t(i) * rows.size() / pageRows + std::uint64_t(turn)) % rows.size())));
    return page;
}

std::vector<Row> rowsOf(const RowSet& rows)
{
    std::vector<Row> all;
    for (std::uint32_t i = 0; i < rows.size(); ++i)
        all.push_back(rows.at(i));
    return all;
}

std::vector<Row> newest(const RowSet& rows, int turn = 0)
{
    const std::uint32_t end = rows.size() - std::min(rows.size(), std::uint32_t(turn) * pageRows);
    std::vector<Row> page;
    for (std::uint32_t i = end - std::min(pageRows, end); i < end; ++i)
        page.push_back(rows.at(i));
    return page;
}

// The newest events once more, a second later each time and with other ids.
void fillBatch(EventBatch& batch, const std::vector<StoredEvent>& newest, SourceId source, int turn)
{
    for (std::size_t i = 0; i < newest.size(); ++i) {
        Json record = Json::parse(newest[i].raw);
        AuditEvent event = newest[i].event;
        event.id += "-" + std::to_string(turn);
        event.time.ns = newest.back().event.time.ns + Nanoseconds(turn + 1) * 1'000'000'000;
        record["id"] = event.id;
        record["timestamp"].get_ref<std::string&>().clear();
        appendIsoUtc(record["timestamp"].get_ref<std::string&>(), event.time.ns, 6);
        const Json flat = record.flatten();
        std::vector<std::string> values;
        for (const Json& value : flat)
            values.push_back(value.is_string() ? value.get<std::string>() : value.dump());
        const std::vector<std::string_view> views(values.begin(), values.end());
        batch.add(event, source, std::uint64_t(turn) * newest.size() + i, 0, record.dump(), {views});
    }
}

/// Events arrive at a copy of the archive while a question is open; the other questions stay comparable.
Json appended(const QString& path, const Json& question, int turns)
{
    constexpr std::uint32_t most = 100;
    const QString copy = path + QStringLiteral(".grows");
    QFile::remove(copy);
    if (!QFile::copy(path, copy))
        giveUp("cannot copy the archive");
    auto writer = must(ArchiveWriter::open(copy));
    EventBatch batch;
    must(writer->append(batch)); // Reads the ids once, as a writer that follows a source has.
    std::shared_ptr<const Archive> archive = opened(copy);
    const BoundQuery query = bound(question.at("query"));
    const auto newest = must(archive->events(rowsOf(archive->newest({}, most, {}).rows)));
    SourceInfo info = archive->info().sources[std::size_t(newest.front().source)].info;
    const SourceId source = must(writer->addSource(info));
    RowSet rows = found(*archive, query);
    Analysis analysis = archive->analyze(query, rows, analysisRequest(*archive, question), {});
    Json times = Json::array();
    for (int turn = 0; turn < turns; ++turn) {
        times.push_back(milliseconds([&] {
            fillBatch(batch, newest, source, turn);
            must(writer->append(batch));
            must(writer->commit());
            const auto grown = must(archive->grown());
            rows = grown->find(query, {archive, rows}, {}).rows;
            analysis = grown->analyze(query, rows, analysisRequest(*grown, question), {archive, analysis}, {});
            archive = grown;
        }));
    }
    const Analysis fresh = archive->analyze(query, found(*archive, query), analysisRequest(*archive, question), {});
    if (analysisAnswer(analysis) != analysisAnswer(fresh))
        giveUp("the counts are not those of the whole archive");
    must(writer->finish());
    QFile::remove(copy);
    return {{"name", question.at("name")}, {"milliseconds", times}, {"answer", most}};
}

/// Answers one question; what is timed is what the window does for it.
Json asked(const Archive& archive, const Json& question, int turns)
{
    const std::string kind = question.at("kind");
    const BoundQuery query = bound(question.at("query"));
    Json times = Json::array();
    Json answer;
    for (int turn = 0; turn < turns; ++turn) {
        if (kind == "count") {
            RowSet rows;
            times.push_back(milliseconds([&] { rows = found(archive, query); }));
            answer = rows.size();
        } else if (kind == "newest") {
            QueryResult result;
            times.push_back(milliseconds([&] { result = archive.newest(query, question.at("most"), {}); }));
            answer = result.rows.size();
        } else if (kind == "analysis") {
            Analysis analysis;
            const AnalysisRequest request = analysisRequest(archive, question);
            times.push_back(milliseconds([&] { analysis = archive.analyze(query, found(archive, query), request, {}); }));
            answer = analysisAnswer(analysis);
        } else {
            const RowSet rows = found(archive, query);
            const std::vector<Row> page = kind == "page" ? newest(rows, turn) : scattered(rows, turn);
            times.push_back(milliseconds([&] { must(archive.events(page)); }));
            answer = page.size();
        }
    }
    return {{"name", question.at("name")}, {"milliseconds", times}, {"answer", answer}};
}

double peakMegabytes()
{
    rusage usage {};
    getrusage(RUSAGE_SELF, &usage);
    return double(usage.ru_maxrss) / 1024;
}

} // namespace

int main(int argc, char** argv)
{
    if (argc < 3)
        giveUp("usage: storebench ARCHIVE QUESTIONS.json [TURNS]");
    QFile file(QString::fromLocal8Bit(argv[2]));
    if (!file.open(QIODevice::ReadOnly))
        giveUp("cannot read the questions");
    const Json questions = Json::parse(file.readAll().toStdString());
    const int turns = argc > 3 ? std::atoi(argv[3]) : 5;
    const QString path = QString::fromLocal8Bit(argv[1]);
    Json said = {{"open", Json::array()}, {"questions", Json::array()}};
    std::shared_ptr<const Archive> archive;
    for (int turn = 0; turn < turns; ++turn) {
        archive.reset();
        said["open"].push_back(milliseconds([&] {
            archive = opened(path);
            must(archive->events(newest(found(*archive, {}))));
        }));
    }
    said["events"] = archive->size();
    said["open_megabytes"] = peakMegabytes();
    for (const Json& question : questions) {
        if (question.at("kind") == "append") { // Also keeps what a writer has, so it comes last.
            archive.reset();
            said["questions"].push_back(appended(path, question, turns));
        } else {
            said["questions"].push_back(asked(*archive, question, turns));
            said["peak_megabytes"] = peakMegabytes();
        }
    }
    std::printf("%s\n", said.dump().c_str());
}
