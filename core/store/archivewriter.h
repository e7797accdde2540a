// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "event/event.h"

#include <QByteArray>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace auditlens {

class Database;
struct StoredSource;

enum class SourceId : std::uint16_t {};

/// One import of one file or stream, kept in the archive so that it explains itself years later.
struct SourceInfo
{
    std::string name; ///< "policies.jsonl.gz"
    std::string origin; ///< The path or "standard input".
    std::string format; ///< Format id.
    std::string profile; ///< The mapping profile's JSON when the format is one; empty for built-in formats.
    std::string zone = "UTC"; ///< Used for times without a zone.
    std::string layout; ///< input/layout.h as JSON where a record cannot be parsed without it (CSV); else empty.
};

/// Records of a source that gave no event.
struct UnreadRecords
{
    std::uint64_t duplicates = 0;
    std::uint64_t rejected = 0;
};

/// A record that could not be read, kept with its bytes (the first 64 KiB) so that nothing is lost.
struct Reject
{
    SourceId source {};
    std::string file;
    std::uint64_t line = 0; ///< 1-based; 0 when lines mean nothing there.
    std::uint64_t byte = 0; ///< Offset in the decompressed file.
    std::string reason;
    std::string raw;
};

/// What free words find of an event.
struct RecordText
{
    std::span<const std::string_view> values; ///< The record's own, as they are written.
    bool complete = true; ///< False when values were left out that a place in the event may name.
};

/// Events made ready for the store: facts, folded search text and raw bytes, without any shared state. Built on
/// any thread, one builder per thread at a time; the costly per-event work happens here.
class EventBatch
{
public:
    EventBatch();
    ~EventBatch();
    EventBatch(EventBatch&&) noexcept;
    EventBatch& operator=(EventBatch&&) noexcept;

    /// `raw` is the record as received. Several events of one record (part 0, 1, …) share its bytes; call them in
    /// a row with the same view. `ordinal` is the record's place in its source and must grow; it breaks ties of
    /// time.
    void add(const AuditEvent& event, SourceId source, std::uint64_t ordinal, std::uint32_t part,
        std::string_view raw, const RecordText& text);
    /// Keeps the bytes that the next records lie in: they are not copied then. For an empty batch; is not needed.
    void share(QByteArray bytes);
    std::size_t size() const;
    void clear();

    struct Data;
    Data& data() { return *m_data; }

private:
    std::unique_ptr<Data> m_data;
};

struct AppendOutcome
{
    std::uint64_t added = 0;
    std::uint64_t duplicates = 0; ///< Same source system and event id, or same content where there is no id.
};

/// Rows of a table of its own that belong to what is appended: they become durable with it, or not at all.
class CommitPart
{
public:
    virtual ~CommitPart() = default;
    virtual bool changed() const = 0;
    /// Inside the transaction. Whatever was appended before the commit belongs to it.
    virtual Result<void> write(Database& database) = 0;
};

/// The only way into an archive. One writer per file (others open it read-only); one thread at a time.
/// Every commit is one transaction: a killed import leaves whole batches and a readable file.
class ArchiveWriter
{
public:
    /// Creates the file or continues it. Fails with a clear message when another process writes to it, when its
    /// schema is newer, when it is not an archive, or when the place cannot be written.
    static Result<std::unique_ptr<ArchiveWriter>> open(const QString& path);
    ~ArchiveWriter();

    /// `unread` are those that are counted and not kept here: of a copy, what its original has.
    Result<SourceId> addSource(const SourceInfo& source, const UnreadRecords& unread = {});
    /// Adds the batch and leaves it empty for the next use. Commits by itself whenever a segment is full, always
    /// between two batches; commit() is only for those who want their events to be seen sooner.
    Result<AppendOutcome> append(EventBatch& batch);
    Result<void> addReject(const Reject& reject);

    /// Makes everything appended so far durable and visible to readers.
    Result<void> commit();
    /// Commits, then puts the file in its resting state (no journal left beside it).
    Result<void> finish();

    std::uint64_t eventCount() const;
    /// By their ids.
    const std::vector<StoredSource>& sources() const;
    /// Takes part in every commit from now on in which it has changed.
    void join(CommitPart& part);
    /// For this room only.
    Database& database();

private:
    struct Private;
    explicit ArchiveWriter(std::unique_ptr<Private> d);
    std::unique_ptr<Private> d;
};

} // namespace auditlens
