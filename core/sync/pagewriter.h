// SPDX-License-Identifier: MIT
#pragma once

#include "backends/backend.h"
#include "importing/fileimport.h"
#include "store/syncjournal.h"
#include "sync/pagereader.h"

#include <set>

namespace auditlens {

/// Puts pages into an archive: records are decoded as those of a file are, and what cannot be read is kept as rejected,
/// once. One thread.
class PageWriter
{
public:
    /// All of these outlive this. `name` is what rejected records are filed under.
    PageWriter(ArchiveWriter& writer, SyncJournal& journal, const Format& format, QString name);

    /// The rejected records that are there already. Before the first page.
    Result<void> begin();
    /// Events without a time are placed at `time` where none before them has one. After an Error the writer is at its end.
    Result<void> store(const Page& page, Nanoseconds time);
    /// Events and rejects so far.
    const ImportReport& stored() const { return m_tally.report; }

private:
    Result<void> reject(std::vector<Reject> rejects);
    Result<void> append(EventBatch& batch);

    ArchiveWriter& m_writer;
    SyncJournal& m_journal;
    QString m_name;
    FormatChoice m_choice;
    PageReader m_reader;
    ChunkDecoder m_decoder;
    EventBatch m_batch;
    ImportTally m_tally;
    std::set<std::string> m_rejected; ///< Hashes of what was rejected.
};

} // namespace auditlens
