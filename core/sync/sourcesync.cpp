// SPDX-License-Identifier: MIT
#include "sync/sourcesync.h"

#include "base/hex.h"
#include "base/sha256.h"
#include "base/text.h"
#include "sync/sourceorigin.h"

#include <QCoreApplication>
#include <QCoroFuture>
#include <QElapsedTimer>

#include <algorithm>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Sync)
};

using Kind = HttpProblem::Kind;

/// Services that keep times in seconds, or count an end in or out otherwise than they say, lose nothing at an edge.
constexpr Nanoseconds edgeOverlap = 1'000'000'000;
/// A shorter time is not asked for in halves.
constexpr Nanoseconds shortestSlice = 1'000'000;
constexpr Nanoseconds hour = 3'600'000'000'000;
/// Between attempts, when the client's own have come to nothing: twice as long each time nothing came.
constexpr std::chrono::milliseconds catchUpPause {2000};
constexpr std::chrono::milliseconds longestCatchUpPause {60'000};
/// So many pages are decoded while the next one is fetched; each is in memory.
constexpr std::size_t mostInWork = 3;
/// What is fetched the first time where nobody says from when.
constexpr Nanoseconds firstSync = 30 * 24 * hour;
/// How much of the ledger of a source that is followed and silent may have to be asked for again after a kill.
constexpr qint64 quietCommitMs = 30'000;

Nanoseconds nanosecondsOf(const QDateTime& time)
{
    return Nanoseconds(time.toMSecsSinceEpoch()) * 1'000'000;
}

SourceInfo infoOf(const SyncSource& source)
{
    SourceInfo info;
    info.name = toUtf8(source.name);
    info.origin = originOf(*source.descriptor, source.settings);
    info.format = source.descriptor->format.toStdString();
    return info;
}

} // namespace

// How many records are asked for at once decides nothing.
std::string scopeOf(const SyncSource& source)
{
    Sha256 hash;
    hash.add(toUtf8(source.id));
    hash.add(std::string_view(source.descriptor->id.constData(), std::size_t(source.descriptor->id.size())));
    for (const BackendField& field : source.descriptor->fields) {
        if (field.kind == FieldKind::Secret || field.kind == FieldKind::Number)
            continue;
        hash.add(std::string_view("\0", 1));
        hash.add(toUtf8(settingOf(*source.descriptor, source.settings, field.name)));
    }
    return toHex(hash.result());
}

SourceSync::SourceSync(SyncSource source, Surroundings around)
    : m_source(std::move(source))
    , m_around(std::move(around))
    , m_cancellation(m_source.cancellation.value_or(m_around.cancellation))
{
    m_report.name = m_source.name;
    m_report.archive = m_source.archive;
}

SourceSync::~SourceSync() = default;

Nanoseconds SourceSync::now() const
{
    return nanosecondsOf(m_around.options.http.clock->now());
}

Result<void> SourceSync::open()
{
    const Format* format = m_around.formats.find(m_source.descriptor->format.toStdString());
    if (!format)
        return Error {Tr::tr("\"%1\" cannot be synced.").arg(m_source.name), Tr::tr("Its format is not known here."), {}, Tr::tr("Install a newer version of AuditLens.")};
    auto backend = m_source.descriptor->make(m_source.settings, m_around.options.http);
    if (!backend)
        return backend.error();
    m_backend = *std::move(backend);
    auto journal = SyncJournal::open(m_around.writer, infoOf(m_source), scopeOf(m_source));
    if (!journal)
        return journal.error();
    m_journal = *std::move(journal);
    m_report.window = askedWindow();
    m_pages = std::make_unique<PageWriter>(m_around.writer, *m_journal, *format, m_source.name);
    return m_pages->begin();
}

/// Nobody knows about the future, and no service is older than its clock.
TimeRange SourceSync::askedWindow() const
{
    const Nanoseconds end = std::min(m_source.window.end, now());
    const std::vector<CoverageSlice>& known = m_journal->coverage().slices();
    const bool isOpen = m_source.window.begin == TimeRange().begin;
    const Nanoseconds usual = known.empty() ? end - firstSync : known.front().range.begin;
    return {std::max<Nanoseconds>(isOpen ? usual : m_source.window.begin, 0), end};
}

SyncReport SourceSync::report() const
{
    SyncReport report = m_report;
    if (m_pages)
        report.stored = m_pages->stored();
    if (m_journal && report.window.begin < report.window.end)
        report.coverage = m_journal->coverage().within(report.window);
    return report;
}

QCoro::Task<void> SourceSync::sync()
{
    const std::vector<TimeRange> missing
        = m_source.again ? std::vector {m_report.window} : m_journal->coverage().missing(m_report.window);
    for (const TimeRange range : missing) {
        if (!co_await fetchAll(range))
            break;
    }
    m_report.cancelled = m_cancellation.requested();
}

/// In slices that the service can be asked for. A window that was begun before goes on first.
QCoro::Task<bool> SourceSync::fetchAll(TimeRange range)
{
    const Nanoseconds longest = Nanoseconds(m_source.descriptor->caps.longestWindow.count()) * hour;
    while (range.begin < range.end) {
        Nanoseconds end = longest > 0 && range.end - range.begin > longest ? range.begin + longest : range.end;
        if (const auto begun = cursorAt(range))
            end = begun->window.end;
        const TimeRange slice {range.begin, end};
        if (!co_await fetchSlice(slice, edgeOverlap))
            co_return false;
        range.begin = end;
    }
    co_return true;
}

std::optional<SyncCursor> SourceSync::cursorAt(const TimeRange& range) const
{
    if (m_source.again)
        return {};
    for (const SyncCursor& cursor : m_journal->cursors()) {
        if (cursor.done == range.begin && cursor.window.end > range.begin && cursor.window.end <= range.end)
            return cursor;
    }
    return {};
}

QCoro::Task<bool> SourceSync::fetchSlice(TimeRange slice, Nanoseconds overlap)
{
    Fetch first;
    first.slice = slice;
    first.window = {slice.begin - overlap, slice.end};
    if (const auto begun = cursorAt(slice)) {
        first.window = begun->window;
        first.cursor = QByteArray::fromStdString(begun->cursor);
    }
    bool done = co_await fetch(first);
    for (const TimeRange range : first.tooMuch) {
        const Nanoseconds middle = range.begin + (range.end - range.begin) / 2;
        const TimeRange earlier {range.begin, middle};
        const TimeRange later {middle, range.end};
        if (done)
            done = co_await fetchSlice(earlier, 0);
        if (done)
            done = co_await fetchSlice(later, 0);
    }
    co_return done;
}

/// False when the sync of this source is over.
QCoro::Task<bool> SourceSync::fetch(Fetch& fetch)
{
    m_done = fetch.slice.begin;
    Pages pages = m_backend->fetch(BoundQuery(), fetch.window, fetch.cursor, m_cancellation);
    for (auto page = co_await pages.begin(); page != pages.end(); co_await ++page) {
        PageResult& result = *page;
        if (!result) {
            const HttpProblem problem = result.error();
            if (!co_await storePages(fetch, 0))
                co_return false;
            const bool again = fail({m_done, fetch.slice.end}, problem) && !fetch.cursor.isEmpty();
            if (!again)
                co_return false;
            // A service may forget what a cursor means: the rest of the window is asked for anew.
            m_journal->keepCursor({fetch.window, m_done, {}});
            m_report.problem.reset();
            const TimeRange rest {m_done, fetch.slice.end};
            co_return co_await fetchSlice(rest, edgeOverlap);
        }
        fetch.inWork.push_back(m_pages->decode(std::move(*result)));
        if (!co_await storePages(fetch, mostInWork))
            co_return false;
    }
    if (!co_await storePages(fetch, 0))
        co_return false;
    note({m_done, fetch.slice.end}, Completeness::Complete);
    m_journal->keepCursor({fetch.window, m_done, {}});
    m_done = fetch.slice.end;
    co_return true;
}

/// The oldest ones, until so many are left. False when the archive takes no more.
QCoro::Task<bool> SourceSync::storePages(Fetch& fetch, std::size_t leave)
{
    while (fetch.inWork.size() > leave) {
        const std::unique_ptr<PageInWork> next = std::move(fetch.inWork.front());
        fetch.inWork.pop_front();
        co_await next->decoded;
        if (const Result<void> taken = take(fetch, *next); !taken) {
            m_report.failure = taken.error();
            co_return false;
        }
    }
    co_return true;
}

Result<void> SourceSync::take(Fetch& fetch, PageInWork& work)
{
    if (const Result<void> kept = keep(work); !kept)
        return kept;
    noteEnd(fetch, work.page);
    m_journal->keepCursor({fetch.window, m_done, work.page.next.toStdString()});
    return commitInTime();
}

/// What the page says about its time.
void SourceSync::noteEnd(Fetch& fetch, const Page& page)
{
    const bool claimsTooMuch = !page.next.isEmpty() && page.covered.end >= fetch.slice.end;
    const bool fits = page.covered.begin <= m_done && page.covered.end > m_done && !claimsTooMuch;
    const TimeRange covered {m_done, fits ? std::min(page.covered.end, fetch.slice.end) : m_done};
    if (page.capped) {
        const TimeRange full = covered.begin < covered.end ? covered : TimeRange {m_done, fetch.slice.end};
        if (full.end - full.begin > shortestSlice && !page.cappedForGood)
            fetch.tooMuch.push_back(full);
        note(full, Completeness::Capped, Tr::tr("The service has more events of this time than it hands out."));
        m_done = full.end;
    } else if (covered.begin < covered.end) {
        note(covered, Completeness::Complete);
        m_done = covered.end;
    } else if (page.records > 0) {
        note({m_done, fetch.slice.end}, Completeness::Partial, Tr::tr("It was not fetched to its end."));
    }
}

void SourceSync::note(const TimeRange& range, Completeness state, const QString& why)
{
    m_journal->note({range, state, now(), toUtf8(why)});
}

/// Whether the same may well be asked for in another way.
bool SourceSync::fail(const TimeRange& rest, const HttpProblem& problem)
{
    if (problem.kind == Kind::Cancelled) {
        m_report.cancelled = true;
        return false;
    }
    m_report.problem = problem;
    note(rest, Completeness::Failed, problem.error.why);
    tell(problem.error);
    return problem.kind == Kind::RequestRefused || problem.kind == Kind::NotFound;
}

Result<void> SourceSync::keep(PageInWork& work)
{
    ++m_report.pages;
    m_report.records += work.page.records;
    if (const Result<void> stored = m_pages->store(work, m_done); !stored)
        return stored;
    if (m_around.options.stored && work.page.records > 0)
        m_around.options.stored(m_source, work.page, m_isLive);
    return {};
}

Result<void> SourceSync::commitInTime()
{
    if (m_around.pace.progressDue())
        tell();
    return m_around.pace.commitDue() ? commit() : Result<void>();
}

Result<void> SourceSync::commit()
{
    const Result<void> done = m_around.writer.commit();
    if (done && m_around.options.committed)
        m_around.options.committed(m_source.archive);
    return done;
}

void SourceSync::end(bool othersGoOn)
{
    if (othersGoOn && !m_report.failure) {
        if (const Result<void> kept = commit(); !kept)
            m_report.failure = kept.error();
    }
    tell();
}

void SourceSync::tell(const std::optional<Error>& problem)
{
    if (!m_around.options.progress)
        return;
    m_around.options.progress({m_source.name, m_report.records, m_pages->stored().events, m_done, problem, m_isLive, m_journal->coverage().slices(),
        &m_backend->trace()});
}

/// Until nothing is missing. A problem that may pass is waited for.
QCoro::Task<bool> SourceSync::catchUp()
{
    co_await sync();
    std::chrono::milliseconds pause = catchUpPause;
    std::uint64_t pages = m_report.pages;
    while (m_report.problem && isWorthRepeating(m_report.problem->kind) && !m_report.failure && !m_report.cancelled) {
        pause = m_report.pages > pages ? catchUpPause : pause;
        pages = m_report.pages;
        const bool goesOn = co_await m_around.options.http.clock->pause(pause, m_cancellation);
        pause = std::min(2 * pause, longestCatchUpPause);
        m_report.problem.reset();
        m_report.cancelled = !goesOn;
        if (goesOn)
            co_await sync();
    }
    co_return m_report.ok();
}

/// A page that comes behind a problem is what came in since the one before it: the backend fills the gap.
QCoro::Task<void> SourceSync::follow()
{
    if (!co_await catchUp() || m_source.fetchOnly)
        co_return;
    if (const Result<void> kept = commit(); !kept) {
        m_report.failure = kept.error();
        co_return;
    }
    m_isLive = true;
    tell();
    const Nanoseconds from = m_report.window.end;
    m_done = from;
    QElapsedTimer sinceCommit;
    sinceCommit.start();
    Pages pages = m_backend->follow(BoundQuery(), from, m_cancellation);
    for (auto page = co_await pages.begin(); page != pages.end(); co_await ++page) {
        PageResult& result = *page;
        if (!result) {
            m_report.cancelled = result.error().kind == Kind::Cancelled;
            if (!m_report.cancelled) {
                m_report.problem = result.error();
                tell(result.error().error);
            }
            continue;
        }
        m_report.problem.reset();
        const std::unique_ptr<PageInWork> news = m_pages->decode(std::move(*result));
        co_await news->decoded;
        Result<void> kept = keep(*news);
        const Nanoseconds end = std::min(news->page.covered.end, now());
        if (kept && end > m_done) {
            note({m_done, end}, news->page.capped ? Completeness::Capped : Completeness::Complete);
            m_done = end;
        }
        // Nobody knows when the next page comes. That nothing came in is not worth a write each time.
        if (kept && (news->page.records > 0 || news->page.capped || sinceCommit.hasExpired(quietCommitMs))) {
            kept = commit();
            sinceCommit.start();
        }
        tell();
        if (!kept) {
            m_report.failure = kept.error();
            co_return;
        }
    }
    m_report.window.end = m_done;
}

} // namespace auditlens
