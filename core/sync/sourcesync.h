// SPDX-License-Identifier: MIT
#pragma once

#include "sync/pagewriter.h"
#include "sync/sync.h"

#include <deque>
#include <optional>

namespace auditlens {

/// The sync of one source into an archive that is open for writing. One thread, with an event loop.
class SourceSync
{
public:
    /// Everything but the source outlives this.
    struct Surroundings
    {
        ArchiveWriter& writer;
        const FormatRegistry& formats;
        ImportPace& pace; ///< Of the archive: all its sources are committed together.
        const Cancellation& cancellation;
        const SyncOptions& options;
    };

    SourceSync(SyncSource source, Surroundings around);
    ~SourceSync();

    /// Before anything else: the backend, and what the archive knows of the source.
    Result<void> open();
    QCoro::Task<void> sync();
    QCoro::Task<void> follow();
    /// Behind sync() or follow(): commits where others go on, and tells once more how far it came.
    void end(bool othersGoOn);
    /// After the last commit.
    SyncReport report() const;

private:
    /// One window of the service, and how far it was fetched.
    struct Fetch
    {
        TimeRange window; ///< As the service is asked.
        TimeRange slice; ///< What of it is looked for.
        QByteArray cursor;
        std::vector<TimeRange> tooMuch; ///< Was capped and can be asked for in halves.
        std::deque<std::unique_ptr<PageInWork>> inWork; ///< Oldest first: fetched, not stored yet.
    };

    TimeRange askedWindow() const;
    QCoro::Task<bool> catchUp();
    QCoro::Task<bool> fetchAll(TimeRange range);
    QCoro::Task<bool> fetchSlice(TimeRange slice, Nanoseconds overlap);
    QCoro::Task<bool> fetch(Fetch& fetch);
    QCoro::Task<bool> storePages(Fetch& fetch, std::size_t leave);
    Result<void> take(Fetch& fetch, PageInWork& work);
    Result<void> keep(PageInWork& work);
    void noteEnd(Fetch& fetch, const Page& page);
    void note(const TimeRange& range, Completeness state, const QString& why = {});
    std::optional<SyncCursor> cursorAt(const TimeRange& range) const;
    bool fail(const TimeRange& rest, const HttpProblem& problem);
    Result<void> commit();
    Result<void> commitInTime();
    void tell(const std::optional<Error>& problem = {});
    Nanoseconds now() const;

    SyncSource m_source;
    Surroundings m_around;
    Cancellation m_cancellation; ///< Of this source alone, or of all.
    std::unique_ptr<Backend> m_backend;
    std::unique_ptr<SyncJournal> m_journal;
    std::unique_ptr<PageWriter> m_pages;
    Nanoseconds m_done = 0;
    bool m_isLive = false;
    SyncReport m_report;
};

} // namespace auditlens
