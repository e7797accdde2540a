// SPDX-License-Identifier: MIT
#include "session/sourcesyncer.h"

#include "session/connectionscope.h"
#include "session/delivery.h"
#include "session/syncwork.h"
#include "store/syncjournal.h"
#include "sync/coveragetext.h"

#include <QFileInfo>
#include <QThread>

#include <algorithm>

namespace auditlens {

namespace {

constexpr int startMs = 20;
constexpr int tellMs = 100;
constexpr int retryLookMs = 500;
constexpr int longestRetry = 20; ///< Times the first one.

QString wholePath(const QString& archive)
{
    return QFileInfo(archive).absoluteFilePath();
}

/// What the ledger of its archive says of a connection. A file that cannot be read says nothing here: whoever opens it
/// is told why.
void addLedger(SourceState& state, const Connection& connection)
{
    const auto synced = readSynced(state.archive);
    const std::string scope = scopeOf(connection);
    for (const SyncedSource& one : synced ? *synced : std::vector<SyncedSource>()) {
        if (scope.empty() || one.scope != scope)
            continue;
        state.events = one.source.events;
        state.coverage = coverageWithin(one.coverage, TimeRange());
        state.until = one.coverage.end();
    }
}

SourceState listedState(const ConnectionEntry& entry)
{
    const Connection& connection = entry.connection;
    SourceState state;
    state.id = entry.problem ? entry.file : connection.id;
    state.name = connection.name;
    state.problem = entry.problem;
    if (entry.problem) {
        state.activity = SourceActivity::Unreadable;
        return state;
    }
    const BackendDescriptor* descriptor = backendOf(connection.backend);
    state.service = descriptor ? descriptor->name : QString::fromUtf8(connection.backend);
    state.archive = wholePath(connection.archive);
    state.activity = connection.enabled ? SourceActivity::Idle : SourceActivity::Disabled;
    addLedger(state, connection);
    return state;
}

} // namespace

struct SourceSyncer::Listed
{
    Connection connection;
    SourceState state;
};

/// A connection, and what is wanted of it.
struct SourceSyncer::Source
{
    Connection connection;
    SourceState state;
    bool wanted = false; ///< To be fetched, or followed when state.follows.
    TimeRange window; ///< That is to be fetched.
    std::optional<Secrets> secrets; ///< Of this connection as it is now.
    quint64 asked = 0; ///< Counts the questions for secrets.
    std::uint64_t before = 0; ///< Events that were there when the run began.
    int failures = 0; ///< One behind the other.
    std::shared_ptr<const HttpTrace> trace;
};

/// The sync of one archive.
struct SourceSyncer::Run
{
    QStringList members; ///< Ids of its connections.
    std::map<QString, Cancellation> parts; ///< Of those that have not ended.
    std::vector<SyncOutcome> outcomes; ///< Written by the thread before it ends.
    std::unique_ptr<QThread> thread;

    void cancel()
    {
        for (auto& [id, cancellation] : parts)
            cancellation.request();
    }
};

SourceSyncer::SourceSyncer(ConnectionFolder folder, OpenSecrets openSecrets, std::shared_ptr<const FormatRegistry> formats, QObject* parent)
    : QObject(parent)
    , m_folder(std::move(folder))
    , m_openSecrets(std::move(openSecrets))
    , m_formats(std::move(formats))
{
    m_start.setSingleShot(true);
    m_start.setInterval(startMs);
    connect(&m_start, &QTimer::timeout, this, &SourceSyncer::startPlanned);
    m_tell.setSingleShot(true);
    m_tell.setInterval(tellMs);
    connect(&m_tell, &QTimer::timeout, this, &SourceSyncer::tell);
    m_retry.setInterval(retryLookMs);
    connect(&m_retry, &QTimer::timeout, this, &SourceSyncer::retryDue);
}

SourceSyncer::~SourceSyncer()
{
    for (const auto& [archive, run] : m_runs)
        run->cancel();
    for (const auto& [archive, run] : m_runs)
        run->thread->wait();
}

void SourceSyncer::refresh()
{
    deliver(Cancellation(), [folder = m_folder](const Cancellation&) {
        std::vector<Listed> listed;
        for (const ConnectionEntry& entry : folder.list())
            listed.push_back({entry.connection, listedState(entry)});
        return listed;
    }).then(this, [this, ticket = ++m_listTicket](std::vector<Listed> listed) {
        if (ticket == m_listTicket)
            take(std::move(listed));
    });
}

void SourceSyncer::take(std::vector<Listed> listed)
{
    std::vector<std::unique_ptr<Source>> known = std::exchange(m_sources, {});
    for (Listed& one : listed) {
        const auto same = std::ranges::find_if(known, [&](const auto& source) { return source && source->state.id == one.state.id; });
        m_sources.push_back(same == known.end() ? std::make_unique<Source>() : std::move(*same));
        adopt(*m_sources.back(), std::move(one));
    }
    for (const auto& gone : known) {
        if (gone)
            halt(*gone);
    }
    tellSoon();
}

void SourceSyncer::adopt(Source& source, Listed listed)
{
    const bool isChanged = !(source.connection == listed.connection);
    const bool knowsMore = source.wanted || source.state.isBusy() || source.state.activity == SourceActivity::Failed;
    if (!isChanged && knowsMore)
        return;
    const bool goesOn = source.wanted && listed.connection.enabled;
    const bool follows = source.state.follows;
    const TimeRange window = source.window;
    source.wanted = false;
    source.secrets.reset();
    halt(source);
    source.connection = std::move(listed.connection);
    source.state = std::move(listed.state);
    if (goesOn)
        begin(source.state.id, follows, window);
}

const SourceState* SourceSyncer::find(const QString& id) const
{
    const auto found = std::ranges::find(m_shown, id, &SourceState::id);
    return found == m_shown.end() ? nullptr : &*found;
}

SourceSyncer::Source* SourceSyncer::sourceOf(const QString& id)
{
    const auto found = std::ranges::find_if(m_sources, [&](const auto& source) { return source->state.id == id; });
    return found == m_sources.end() ? nullptr : found->get();
}

std::shared_ptr<const HttpTrace> SourceSyncer::trace(const QString& id) const
{
    const auto found = std::ranges::find_if(m_sources, [&](const auto& source) { return source->state.id == id; });
    return found == m_sources.end() ? nullptr : (*found)->trace;
}

bool SourceSyncer::isBusy() const
{
    return !m_runs.empty() || std::ranges::any_of(m_sources, [](const auto& source) { return source->wanted; });
}

void SourceSyncer::fetch(const QString& id, const TimeRange& window)
{
    begin(id, false, window);
}

void SourceSyncer::follow(const QString& id)
{
    begin(id, true, {});
}

void SourceSyncer::begin(const QString& id, bool follow, const TimeRange& window)
{
    Source* source = sourceOf(id);
    if (!source || !source->connection.enabled || source->state.activity == SourceActivity::Unreadable)
        return;
    const bool goesOn = source->wanted && source->state.activity != SourceActivity::Waiting;
    if (goesOn && (source->state.follows || !follow) && window == source->window)
        return;
    source->state.follows = follow || (source->wanted && source->state.follows);
    source->wanted = true;
    source->window = window;
    source->state.retry = {};
    source->state.problem.reset();
    if (!source->state.isBusy() || source->state.activity == SourceActivity::Stopping)
        source->state.activity = SourceActivity::Opening;
    if (source->secrets)
        plan(source->state.archive);
    else
        openSecretsOf(*source);
    tellSoon();
}

void SourceSyncer::openSecretsOf(Source& source)
{
    const quint64 asked = ++source.asked;
    m_openSecrets(source.connection, this, [this, id = source.state.id, asked](Result<Secrets> secrets) {
        Source* now = sourceOf(id);
        if (!now || !now->wanted || now->asked != asked)
            return;
        if (!secrets) {
            fail(*now, secrets.error(), false);
            return;
        }
        now->secrets = *std::move(secrets);
        plan(now->state.archive);
    });
}

void SourceSyncer::plan(const QString& archive)
{
    m_planned.insert(archive);
    m_start.start();
}

/// A run that goes on is ended first: two of them cannot write to one archive. It goes on where it was.
void SourceSyncer::startPlanned()
{
    const QSet<QString> planned = std::exchange(m_planned, {});
    for (const QString& archive : planned) {
        const auto going = m_runs.find(archive);
        if (going != m_runs.end())
            going->second->cancel();
        else
            startRun(archive);
    }
}

void SourceSyncer::startRun(const QString& archive)
{
    std::vector<SyncItem> items;
    auto run = std::make_unique<Run>();
    for (const auto& source : m_sources) {
        if (!source->wanted || !source->secrets || source->state.archive != archive)
            continue;
        const Cancellation cancellation;
        run->members << source->state.id;
        run->parts.emplace(source->state.id, cancellation);
        items.push_back({source->connection, *source->secrets, source->window, source->state.follows, cancellation});
        source->before = source->state.events;
        source->state.activity = SourceActivity::Fetching;
    }
    if (items.empty())
        return;
    SyncListener listener;
    const auto post = [this](auto told) { QMetaObject::invokeMethod(this, std::move(told), Qt::QueuedConnection); };
    listener.news = [this, post](const SyncNews& news) { post([this, news] { takeNews(news); }); };
    listener.committed = [this, post, archive] { post([this, archive] { grew(archive); }); };
    listener.ended = [this, post, archive](const SyncOutcome& outcome) { post([this, archive, outcome] { takeOutcome(archive, outcome); }); };
    Run* const made = run.get();
    run->thread.reset(QThread::create([made, items = std::move(items), listener, formats = m_formats] { made->outcomes = syncConnections(items, *formats, listener); }));
    connect(run->thread.get(), &QThread::finished, this, [this, archive] { endRun(archive); });
    m_runs.emplace(archive, std::move(run));
    made->thread->start();
    tellSoon();
}

void SourceSyncer::endRun(const QString& archive)
{
    const auto found = m_runs.find(archive);
    if (found == m_runs.end())
        return;
    const std::unique_ptr<Run> run = std::move(found->second);
    m_runs.erase(found);
    run->thread->wait();
    for (const SyncOutcome& outcome : run->outcomes) {
        Source* source = sourceOf(outcome.id);
        if (run->parts.contains(outcome.id))
            takeOutcome(archive, outcome);
        else if (source && outcome.problem && source->state.activity == SourceActivity::Idle)
            fail(*source, *outcome.problem, outcome.mayPass); // It had ended well, and then the archive could not be finished.
    }
    startRun(archive); // what is wanted by now
}

void SourceSyncer::takeNews(const SyncNews& news)
{
    Source* source = sourceOf(news.id);
    if (!source)
        return;
    SourceState& state = source->state;
    const std::uint64_t events = source->before + news.events;
    state.missed += state.paused ? events - std::min(events, state.events) : 0;
    state.events = events;
    state.coverage = news.coverage;
    state.until = TimeCoverage(news.coverage).end();
    state.problem = news.problem;
    if (news.trace)
        source->trace = news.trace;
    if (state.activity != SourceActivity::Stopping && source->wanted)
        state.activity = news.problem ? SourceActivity::Waiting : news.live ? SourceActivity::Following : SourceActivity::Fetching;
    tellSoon();
}

void SourceSyncer::takeOutcome(const QString& archive, const SyncOutcome& outcome)
{
    Source* source = sourceOf(outcome.id);
    if (const auto run = m_runs.find(archive); run != m_runs.end())
        run->second->parts.erase(outcome.id);
    if (!source)
        return;
    if (outcome.problem && source->wanted) {
        fail(*source, *outcome.problem, outcome.mayPass);
    } else if (!outcome.cancelled || !source->wanted) {
        source->wanted = false;
        source->failures = 0;
        halt(*source);
    }
    tellSoon();
}

void SourceSyncer::grew(const QString& archive)
{
    const auto run = m_runs.find(archive);
    const auto isShown = [this](const QString& id) {
        const Source* source = sourceOf(id);
        return source && !source->state.paused;
    };
    if (run != m_runs.end() && std::ranges::any_of(run->second->members, isShown))
        Q_EMIT archiveGrew(archive);
}

void SourceSyncer::fail(Source& source, const Error& error, bool mayPass)
{
    source.wanted = false;
    source.secrets.reset(); // they may have been changed meanwhile
    source.state.activity = SourceActivity::Failed;
    source.state.problem = error;
    source.state.retry = {};
    if (mayPass) {
        const int times = std::min(1 << std::min(source.failures, 8), longestRetry);
        source.state.retry = QDateTime::currentDateTimeUtc().addMSecs(m_retryPause.count() * times);
        ++source.failures;
        m_retry.start(int(std::min<qint64>(retryLookMs, m_retryPause.count())));
    }
    tellSoon();
}

void SourceSyncer::retryDue()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    bool isAnyLeft = false;
    for (const auto& source : m_sources) {
        const QDateTime retry = source->state.retry;
        if (retry.isValid() && retry <= now)
            begin(source->state.id, source->state.follows, source->window);
        isAnyLeft = isAnyLeft || source->state.retry.isValid();
    }
    if (!isAnyLeft)
        m_retry.stop();
}

void SourceSyncer::stop(const QString& id)
{
    Source* source = sourceOf(id);
    if (!source)
        return;
    source->wanted = false;
    source->state.retry = {};
    halt(*source);
    tellSoon();
}

/// Whatever is going on with it ends.
void SourceSyncer::halt(Source& source)
{
    ++source.asked;
    source.state.missed = 0;
    if (std::exchange(source.state.paused, false))
        Q_EMIT archiveGrew(source.state.archive);
    for (const auto& [archive, run] : m_runs) {
        const auto part = run->parts.find(source.state.id);
        if (part == run->parts.end())
            continue;
        part->second.request();
        source.state.activity = SourceActivity::Stopping;
        return;
    }
    if (source.state.isBusy())
        source.state.activity = SourceActivity::Idle;
}

void SourceSyncer::stopAll()
{
    for (const auto& source : m_sources)
        stop(source->state.id);
}

void SourceSyncer::setPaused(const QString& id, bool paused)
{
    Source* source = sourceOf(id);
    if (!source || source->state.paused == paused || (paused && !source->state.isBusy()))
        return;
    source->state.paused = paused;
    source->state.missed = 0;
    if (!paused)
        Q_EMIT archiveGrew(source->state.archive);
    tellSoon();
}

void SourceSyncer::setEnabled(const QString& id, bool enabled)
{
    const Source* source = sourceOf(id);
    if (!source)
        return;
    if (!enabled)
        stop(id);
    deliver(Cancellation(), [folder = m_folder, name = source->connection.name, enabled](const Cancellation&) -> Result<void> {
        Result<Connection> connection = folder.named(name);
        if (!connection)
            return connection.error();
        connection->enabled = enabled;
        return folder.save(*connection);
    }).then(this, [this](const Result<void>& saved) {
        if (!saved)
            Q_EMIT problem(saved.error());
        refresh();
    });
}

void SourceSyncer::tellSoon()
{
    if (!m_tell.isActive())
        m_tell.start();
}

void SourceSyncer::tell()
{
    m_shown.clear();
    for (const auto& source : m_sources)
        m_shown.push_back(source->state);
    Q_EMIT changed();
}

} // namespace auditlens
