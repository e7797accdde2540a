// SPDX-License-Identifier: MIT
#include "sync/lokihistory.h"

#include "store/syncjournal.h"
#include "support/importing.h"
#include "support/tasks.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace auditlens::test {

using namespace Qt::StringLiterals;

LokiHistory::LokiHistory(int count, int tied, Nanoseconds first)
{
    for (int i = 0; i < count; ++i) {
        const int second = i % 100 < tied ? i - i % 100 : i;
        m_entries.emplace_back(first + second * step, "Event " + std::to_string(i));
    }
    std::ranges::stable_sort(m_entries, {}, &Entry::first);
}

std::vector<std::string> LokiHistory::lines(const TimeRange& range) const
{
    std::vector<std::string> lines;
    for (const auto& [time, line] : m_entries) {
        if (range.contains(time))
            lines.push_back(line);
    }
    std::ranges::sort(lines);
    return lines;
}

void LokiHistory::add(const FakeProcess& fake, Nanoseconds time, Proof proof)
{
    const Entry entry {time, "Late event " + std::to_string(m_entries.size())};
    push(fake, {entry}, std::move(proof));
    m_entries.push_back(entry);
    std::ranges::stable_sort(m_entries, {}, &Entry::first);
}

void LokiHistory::push(const FakeProcess& fake, const std::vector<Entry>& entries, Proof proof)
{
    QJsonArray values;
    for (const auto& [time, line] : entries) {
        const QJsonObject metadata {{u"action"_s, u"update"_s}, {u"crud"_s, u"u"_s}, {u"actor_name"_s, u"Ann"_s}, {u"actor_uuid"_s, u"u-1"_s},
            {u"resource_type"_s, u"crm.Plan"_s}, {u"resource_uuid"_s, u"r-1"_s}};
        values.append(QJsonArray {QString::number(time), QString::fromStdString(line), metadata});
    }
    const QJsonObject labels {{u"organization_uuid"_s, u"org-1"_s}, {u"service_name"_s, u"crm"_s}};
    const QJsonObject body {{u"streams"_s, QJsonArray {QJsonObject {{u"stream"_s, labels}, {u"values"_s, values}}}}};
    HttpSettings settings;
    settings.base = fake.url();
    settings.endpoints = {{HttpMethod::Post, "/loki/api/v1/push"}};
    settings.proxy.kind = ProxySettings::Kind::None;
    HttpClient client(settings);
    HttpRequest request;
    request.method = HttpMethod::Post;
    request.url = client.scope().url("/loki/api/v1/push");
    request.headers = {{"Content-Type", "application/json"}};
    request.authorization = std::move(proof);
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    if (!finished(client.send(request, {})))
        qFatal("The fake does not take the history.");
}

static std::shared_ptr<const Archive> opened(const QString& path)
{
    auto archive = Archive::open(path, allFormats());
    if (!archive)
        qFatal("%s", qPrintable(archive.error().oneLine()));
    return *archive;
}

std::vector<std::string> storedNames(const QString& archive, const std::function<std::string(const StoredEvent&)>& name)
{
    std::vector<std::string> names;
    for (const StoredEvent& event : allEvents(*opened(archive)))
        names.push_back(name(event));
    std::ranges::sort(names);
    return names;
}

std::vector<std::string> storedLines(const QString& archive)
{
    return storedNames(archive, [](const StoredEvent& event) { return event.event.summary; });
}

std::vector<CoverageSlice> storedCoverage(const QString& archive, const TimeRange& range)
{
    const auto known = readCompleteness(*opened(archive));
    if (!known)
        qFatal("%s", qPrintable(known.error().oneLine()));
    return known->coverage.empty() ? TimeCoverage().within(range) : known->coverage.front().coverage.within(range);
}

bool keepsItsWord(const std::vector<std::string>& stored, const std::vector<CoverageSlice>& coverage,
    const std::function<std::vector<std::string>(const TimeRange&)>& truth)
{
    if (std::ranges::adjacent_find(stored) != stored.end())
        return false;
    return std::ranges::all_of(coverage, [&](const CoverageSlice& slice) {
        return slice.state != Completeness::Complete || std::ranges::includes(stored, truth(slice.range));
    });
}

bool keepsItsWord(const QString& archive, const LokiHistory& history)
{
    return keepsItsWord(storedLines(archive), storedCoverage(archive, history.window()), [&](const TimeRange& range) { return history.lines(range); });
}

} // namespace auditlens::test
