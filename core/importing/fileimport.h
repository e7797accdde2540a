// SPDX-License-Identifier: MIT
#pragma once

#include "importing/chunkdecoder.h"
#include "importing/importer.h"

#include <QElapsedTimer>

#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace auditlens {

/// Notes the first trouble of an import and counts all of it.
class ImportTally
{
public:
    ImportReport report;

    void addError(const QString& file, std::uint64_t line, const std::string& reason);
    void addWarning(const QString& file, std::uint64_t line, const std::string& reason);
    void addFormat(const std::string& id);
};

/// When the archive was last made durable and when progress was last told: over all files of an import.
class ImportPace
{
public:
    explicit ImportPace(std::chrono::milliseconds commitEvery = std::chrono::seconds(3));
    /// At once for the first events, so that a window can show them; then every few seconds.
    bool commitDue();
    bool progressDue();

private:
    std::chrono::milliseconds m_commitEvery; ///< Full segments are committed anyway; more commits make more, smaller ones.
    QElapsedTimer m_sinceCommit;
    QElapsedTimer m_sinceProgress;
    bool m_first = true;
};

/// The import of one opened file: workers read and decode chunk after chunk, the calling thread appends them in the
/// order of the file.
class FileImport
{
public:
    struct Surroundings
    {
        ArchiveWriter& writer;
        ImportTally& tally;
        ImportPace& pace;
        const ImportRequest& request;
        const Cancellation& cancellation;
        std::function<void(std::uint64_t consumed)> progress;
    };

    FileImport(const InputFile& file, RecordReader& reader, Surroundings around);
    ~FileImport();

    /// An Error is the archive's and ends the whole import; trouble of the file goes to the tally. `fixed` is the
    /// format to use, or null to find one.
    Result<void> run(const FormatRegistry& formats, const Format* fixed);

private:
    void work();
    std::optional<RecordChunk> read(std::uint64_t& sequence, std::uint64_t& consumed);
    EventBatch usedBatch();
    std::optional<DecodedChunk> take();
    void stop();

    Result<void> takeAll();
    Result<void> store(DecodedChunk decoded);
    Result<void> storeHeld(Nanoseconds time);
    Result<void> append(DecodedChunk& decoded, Nanoseconds leadingTime);
    Result<void> appendBatch(EventBatch& batch);
    Result<void> tell(DecodedChunk& decoded);
    /// Null stands for "no format fits": rejects have a source, too.
    Result<SourceId> sourceOf(const Format* format);
    Nanoseconds fileTime() const;

    InputFile m_file;
    RecordReader& m_reader;
    Surroundings m_around;
    std::unique_ptr<FormatChoice> m_choice;

    std::mutex m_writerMutex;
    std::map<const Format*, SourceId> m_sources;

    std::mutex m_readMutex; ///< Held while a chunk is read: one reader at a time.
    std::optional<RecordChunk> m_start; ///< Read for the choice of the format.
    std::mutex m_mutex; ///< Guards what follows.
    std::condition_variable m_changed;
    std::map<std::uint64_t, DecodedChunk> m_done;
    std::vector<EventBatch> m_usedBatches; ///< Stored; new memory for every chunk would cost more than filling it.
    std::uint64_t m_nextRead = 0;
    std::uint64_t m_nextTake = 0;
    std::size_t m_onTheWay = 0; ///< Bytes of the chunks that were read and not taken.
    bool m_ended = false;
    bool m_stopped = false;
    std::optional<Error> m_readError;

    std::deque<DecodedChunk> m_held; ///< Nothing with a time was seen yet.
    std::size_t m_heldBytes = 0; ///< Of their chunks.
    Nanoseconds m_lastTime = noTime;
    std::uint64_t m_eventsSeen = 0;
};

} // namespace auditlens
