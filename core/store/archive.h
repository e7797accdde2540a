// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "event/event.h"
#include "formats/registry.h"
#include "query/boundquery.h"
#include "store/analysis.h"
#include "store/archivewriter.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace auditlens {

/// Place of an event in the archive's time order: 0 is the oldest. Valid for one opened Archive.
enum class Row : std::uint32_t {};

class Archive;
class ArchiveData;
class RequestGroups;
class RowBits;

/// The rows a query matched, oldest first. All rows of an archive are a range and cost no memory, many rows a bit for
/// each row of the archive, few rows four bytes each. Copies share.
class RowSet
{
public:
    RowSet() = default;
    static RowSet all(std::uint32_t count);
    static RowSet range(std::uint32_t first, std::uint32_t count);
    static RowSet of(std::vector<std::uint32_t> ascending);
    static RowSet of(RowBits rows);

    std::uint32_t size() const;
    bool empty() const { return size() == 0; }
    Row at(std::uint32_t index) const;
    /// Index of the row, or of the first one behind it.
    std::uint32_t lowerBound(Row row) const;
    /// The rows as bits when that is how they are kept, else null.
    const RowBits* bits() const;

private:
    struct Dense;
    std::uint32_t m_first = 0;
    std::uint32_t m_count = 0;
    std::shared_ptr<const std::vector<std::uint32_t>> m_rows;
    std::shared_ptr<const Dense> m_dense;
};

struct QueryResult
{
    RowSet rows;
    bool complete = true; ///< False when it was cancelled half-way or met a problem.
    std::optional<Error> problem; ///< A part of the file that could not be read.
    std::int64_t microseconds = 0;
};

/// All that a query found in an archive before it grew; nothing without an archive.
struct EarlierRows
{
    std::shared_ptr<const Archive> archive;
    RowSet rows;
};

/// What was counted in an archive before it grew; nothing without an archive.
struct EarlierAnalysis
{
    std::shared_ptr<const Archive> archive;
    Analysis analysis;
};

struct StoredSource
{
    SourceId id {};
    SourceInfo info;
    std::uint64_t events = 0;
    std::uint64_t duplicates = 0;
    std::uint64_t rejected = 0;
};

/// Empty when there is no such source.
std::string sourceName(const std::vector<StoredSource>& sources, SourceId id);

struct ArchiveInfo
{
    QString path;
    std::string id; ///< Given when it was made; stays when the file is copied or gets another name.
    int schemaVersion = 0;
    std::uint64_t events = 0;
    std::uint64_t duplicates = 0;
    std::uint64_t rejected = 0;
    Nanoseconds first = noTime;
    Nanoseconds last = noTime;
    std::uint64_t fileBytes = 0;
    std::uint64_t rawBytes = 0; ///< Sum of the raw records.
    std::vector<StoredSource> sources;
};

/// An event with what the store knows about it.
struct StoredEvent
{
    Row row {};
    AuditEvent event; ///< event.id is never empty here: a record without an id has its content hash.
    bool idFromContent = false;
    SourceId source {};
    std::uint32_t part = 0; ///< Which of the events of its record.
    std::string raw; ///< The record as received.
};

/// An object that events are about, and how many.
struct ObjectCount
{
    std::string type;
    std::string id;
    std::uint64_t events = 0;
    friend bool operator==(const ObjectCount&, const ObjectCount&) = default;
};

/// The read side: a snapshot, safe to use from any number of threads. Columns and dictionaries are in memory,
/// text and raw records stay on disk until asked for.
class Archive
{
public:
    /// Opens without importing anything; also while another process writes to the file.
    static Result<std::shared_ptr<const Archive>> open(const QString& path, std::shared_ptr<const FormatRegistry> formats);
    ~Archive();
    /// The archive with what was committed since. Only that is read; the rest is shared with this one, which stays as
    /// it is. Fails when something else stands in the file by now.
    Result<std::shared_ptr<const Archive>> grown() const;

    const ArchiveInfo& info() const;
    std::uint32_t size() const;
    Nanoseconds timeAt(Row row) const;
    Verb verbAt(Row row) const;
    /// Rows with begin <= time < end.
    RowSet rowsBetween(Nanoseconds begin, Nanoseconds end) const;

    /// Evaluates on the calling thread; stops early, with complete == false, when cancelled.
    QueryResult find(const BoundQuery& query, const Cancellation& cancellation) const;
    /// The same of an archive that grew since it answered the query: only what is new is searched.
    QueryResult find(const BoundQuery& query, const EarlierRows& known, const Cancellation& cancellation) const;
    /// The newest rows of find(), at most so many, without a look at what is older than they are. Fewer than `most`
    /// are all there are.
    QueryResult newest(const BoundQuery& query, std::uint32_t most, const Cancellation& cancellation) const;
    /// find() behind newest(), whose rows these are: only what is older is searched.
    QueryResult findRest(const BoundQuery& query, const RowSet& newest, const Cancellation& cancellation) const;

    /// Facets and a histogram of what a query found, all of it. On the calling thread and the cores there are.
    Analysis analyze(const BoundQuery& query, const RowSet& found, const AnalysisRequest& request, const Cancellation& cancellation) const;
    /// The same of an archive that grew since it answered the query: what `known` has, complete, is not counted again.
    Analysis analyze(const BoundQuery& query, const RowSet& found, const AnalysisRequest& request, const EarlierAnalysis& known,
        const Cancellation& cancellation) const;

    /// Puts the rows of an answer together by request id. On the calling thread; the first time reads the ids of all
    /// rows. Null when cancelled.
    Result<std::shared_ptr<const RequestGroups>> groupByRequest(const RowSet& rows, const Cancellation& cancellation) const;

    /// Events about exactly this type and this id. From the columns alone: milliseconds for millions of events.
    RowSet rowsOf(std::string_view type, std::string_view id) const;
    /// The objects that the rows are about, most events first, at most `limit`.
    std::vector<ObjectCount> objects(const RowSet& rows, std::size_t limit) const;

    Result<StoredEvent> event(Row row) const;
    /// Events for a page of the list or an export, in the order asked for; one decompression per block.
    Result<std::vector<StoredEvent>> events(std::span<const Row> rows) const;
    std::optional<Row> findId(std::string_view eventId) const;

    /// Distinct values of a field ("action", "actor", "entity", "tenant", "source", "changed"), most frequent
    /// first, for completion and for "did you mean".
    std::vector<std::pair<std::string, std::uint64_t>> values(std::string_view field, std::size_t limit) const;

    Result<std::vector<Reject>> rejects(std::size_t limit) const;

    /// For this room only: what scanRecords() goes through.
    const ArchiveData& data() const;

private:
    struct Private;
    explicit Archive(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace auditlens
