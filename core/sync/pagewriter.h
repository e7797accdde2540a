// SPDX-License-Identifier: MIT
#pragma once

#include "backends/backend.h"
#include "importing/fileimport.h"
#include "store/syncjournal.h"
#include "sync/pagereader.h"

#include <QFuture>
#include <QThreadPool>

#include <memory>
#include <set>

namespace auditlens {

/// Decodes the records of pages; kept for its memory.
struct PageWorker
{
    PageWorker(const RecordReader& reader, const FormatChoice& choice, SourceId source);

    ChunkDecoder decoder;
    EventBatch batch;
};

/// A page that is decoded on another thread. Its end waits for that.
struct PageInWork
{
    ~PageInWork() { decoded.waitForFinished(); }

    Page page;
    std::unique_ptr<PageWorker> worker;
    DecodedChunk chunk; ///< There when `decoded` is finished.
    QFuture<void> decoded;
};

/// Puts pages into an archive: records are decoded as those of a file are, and what cannot be read is kept as rejected,
/// once. Called from one thread, it decodes on others.
class PageWriter
{
public:
    /// All of these outlive this. `name` is what rejected records are filed under.
    PageWriter(ArchiveWriter& writer, SyncJournal& journal, const Format& format, QString name);

    /// The rejected records that are there already. Before the first page.
    Result<void> begin();
    /// Pages are stored in the order in which they were given to this.
    std::unique_ptr<PageInWork> decode(Page page);
    /// Waits for the page to be decoded. Events without a time are placed at `time` where none before them has one. After
    /// an Error the writer is at its end.
    Result<void> store(PageInWork& work, Nanoseconds time);
    /// Events and rejects so far.
    const ImportReport& stored() const { return m_tally.report; }

private:
    std::unique_ptr<PageWorker> worker();
    Result<void> reject(std::vector<Reject> rejects);
    Result<void> append(EventBatch& batch);

    ArchiveWriter& m_writer;
    SyncJournal& m_journal;
    QString m_name;
    FormatChoice m_choice;
    PageReader m_reader;
    std::vector<std::unique_ptr<PageWorker>> m_idle;
    ImportTally m_tally;
    std::set<std::string> m_rejected; ///< Hashes of what was rejected.
    QThreadPool m_pool; ///< Its own: who waits for a page may be a thread of the global one.
};

} // namespace auditlens
