// SPDX-License-Identifier: MIT
#pragma once

#include "store/completeness.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace auditlens {

/// Where a window that was begun goes on.
struct SyncCursor
{
    TimeRange window; ///< As it was asked for.
    Nanoseconds done = 0; ///< Everything before it was fetched.
    std::string cursor; ///< The backend's own.
    friend bool operator==(const SyncCursor&, const SyncCursor&) = default;
};

/// What a sync knows of one source: what of its time was fetched, and where to go on. It is written in the transaction
/// that makes the events durable, so that a kill at any point neither loses nor repeats. Not for sharing between threads.
class SyncJournal : public CommitPart
{
public:
    /// Goes on with the source of this format and scope, or begins one. `scope` tells apart what different settings
    /// let through: its ledger says nothing about theirs. The writer ends first.
    static Result<std::unique_ptr<SyncJournal>> open(ArchiveWriter& writer, const SourceInfo& info, const std::string& scope);

    SourceId source() const { return m_source; }
    const TimeCoverage& coverage() const { return m_coverage; }
    const std::vector<SyncCursor>& cursors() const { return m_cursors; }
    /// The place in the source of the first of so many new records.
    std::uint64_t takeOrdinals(std::uint64_t records);

    void note(const CoverageSlice& slice);
    /// In the place of the one of the same window; without bytes there is none any more.
    void keepCursor(const SyncCursor& cursor);

    /// The bytes of every rejected record that is in the archive, at most the first 64 KiB.
    Result<void> forEachReject(ArchiveWriter& writer, const std::function<void(std::string_view)>& use) const;

    bool changed() const override { return m_changed; }
    Result<void> write(Database& database) override;

private:
    SyncJournal(SourceId source, std::string scope) : m_source(source), m_scope(std::move(scope)) { }
    Result<void> load(Database& database);
    Result<void> replaceRows(Database& database);

    SourceId m_source;
    std::string m_scope;
    std::uint64_t m_nextOrdinal = 0;
    TimeCoverage m_coverage;
    std::vector<SyncCursor> m_cursors;
    bool m_changed = false;
};

/// A source that was synced, as its archive knows it.
struct SyncedSource
{
    StoredSource source;
    std::string scope; ///< See SyncJournal::open().
    TimeCoverage coverage;
};

/// All that were synced into this file, without opening it as an archive: the cost does not grow with its events. None
/// where there is no file yet.
Result<std::vector<SyncedSource>> readSynced(const QString& archive);

} // namespace auditlens
