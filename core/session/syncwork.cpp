// SPDX-License-Identifier: MIT
#include "session/syncwork.h"

#include "session/connectionscope.h"
#include "sync/coveragetext.h"
#include "sync/sync.h"

#include <QFileInfo>

#include <algorithm>
#include <map>

namespace auditlens {

namespace {

using Kind = HttpProblem::Kind;

/// Not what a person has to change: an account may be locked by asking again with a wrong password.
bool mayPass(Kind kind)
{
    switch (kind) {
    case Kind::NotDeclared:
    case Kind::Settings:
    case Kind::CertificateExpired:
    case Kind::CertificateWrongHost:
    case Kind::CertificateUnknown:
    case Kind::CredentialsRefused:
    case Kind::PermissionRefused:
    case Kind::NotFound:
    case Kind::RequestRefused:
        return false;
    default:
        return true;
    }
}

SyncOutcome outcomeOf(const QString& id, const SyncReport& report)
{
    SyncOutcome outcome;
    outcome.id = id;
    outcome.events = report.stored.events;
    outcome.cancelled = report.cancelled;
    if (report.failure) {
        outcome.problem = report.failure;
        outcome.mayPass = !report.failure->damage;
    } else if (report.problem) {
        outcome.problem = report.problem->error;
        outcome.mayPass = mayPass(report.problem->kind);
    }
    return outcome;
}

SyncSource sourceOf(const Connection& connection, BackendSettings settings)
{
    SyncSource source;
    source.name = connection.name;
    source.id = connection.id;
    source.descriptor = backendOf(connection.backend);
    source.settings = std::move(settings);
    source.archive = QFileInfo(connection.archive).absoluteFilePath();
    return source;
}

/// The callbacks of a sync, by the ids of connections instead of their names.
class Telling
{
public:
    Telling(const std::vector<SyncItem>& items, const SyncListener& listener) : m_listener(listener)
    {
        for (const SyncItem& item : items)
            m_ids.emplace(item.connection.name, item.connection.id);
    }

    SyncOptions options()
    {
        SyncOptions options;
        options.progress = [this](const SyncProgress& now) { tell(now); };
        options.committed = [this](const QString&) { m_listener.committed(); };
        options.ended = [this](const SyncReport& report) { m_listener.ended(outcomeOf(m_ids.at(report.name), report)); };
        return options;
    }

private:
    void tell(const SyncProgress& now)
    {
        SyncNews news {m_ids.at(now.name), now.events, now.live, coverageWithin(TimeCoverage(now.coverage), TimeRange()), now.problem, {}};
        const std::size_t asked = now.trace->entries().size() + now.trace->forgotten();
        if (std::exchange(m_asked[now.name], asked) != asked)
            news.trace = std::make_shared<const HttpTrace>(*now.trace);
        m_listener.news(std::move(news));
    }

    const SyncListener& m_listener;
    std::map<QString, QString> m_ids;
    std::map<QString, std::size_t> m_asked; ///< Requests that were told of.
};

} // namespace

std::vector<SyncOutcome> syncConnections(const std::vector<SyncItem>& items, const FormatRegistry& formats, const SyncListener& listener)
{
    std::vector<SyncOutcome> outcomes;
    std::vector<SyncSource> sources;
    std::vector<std::size_t> places; // of the sources' outcomes
    for (const SyncItem& item : items) {
        Result<BackendSettings> settings = backendSettings(item.connection, item.secrets);
        if (settings) {
            sources.push_back(sourceOf(item.connection, *std::move(settings)));
            sources.back().window = item.window;
            sources.back().fetchOnly = !item.follow;
            sources.back().cancellation = item.cancellation;
            places.push_back(outcomes.size());
            outcomes.emplace_back();
        } else {
            outcomes.push_back({item.connection.id, 0, settings.error(), false, false});
            listener.ended(outcomes.back());
        }
    }
    Telling telling(items, listener);
    const std::vector<SyncReport> reports = followSources(std::move(sources), formats, Cancellation(), telling.options());
    for (std::size_t i = 0; i < reports.size(); ++i)
        outcomes[places[i]] = outcomeOf(items[places[i]].connection.id, reports[i]);
    return outcomes;
}

std::string scopeOf(const Connection& connection)
{
    BackendSettings settings;
    settings.values = connection.values;
    const SyncSource source = sourceOf(connection, std::move(settings));
    return source.descriptor ? scopeOf(source) : std::string();
}

} // namespace auditlens
