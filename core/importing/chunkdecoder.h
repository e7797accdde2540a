// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "importing/formatchoice.h"
#include "store/recordvalues.h"
#include "input/recordreader.h"
#include "store/archivewriter.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace auditlens {

/// An event without a time in front of which no event of its chunk has one: its neighbour is in another chunk.
struct LeadingEvent
{
    AuditEvent event;
    SourceId source {};
    std::uint64_t ordinal = 0;
    std::uint32_t part = 0;
    std::size_t record = 0; ///< Index in the chunk, for the bytes.
    std::vector<std::string> values; ///< Of its record.
    bool complete = true; ///< These are all values.
};

/// What became of a chunk, ready to be appended in the order of the file: first the leading events.
struct DecodedChunk
{
    RecordChunk chunk; ///< Its bytes are kept only while there are leading events.
    std::vector<LeadingEvent> leading;
    EventBatch batch;
    Nanoseconds firstTime = noTime;
    Nanoseconds lastTime = noTime;
    std::uint64_t withoutTime = 0;
    std::uint64_t consumed = 0; ///< Of the file on disk, when the chunk had been read.
    std::size_t size = 0; ///< Of the chunk, in bytes.
    std::vector<Reject> rejects;
    std::vector<RecordNote> notes;
    std::optional<Error> failure; ///< The archive could not take the source of a record.
};

/// The leading events with the time of their neighbour in another chunk. Their bytes are those of the chunk.
EventBatch leadingBatch(DecodedChunk& decoded, Nanoseconds time);

/// Turns chunks into batches. One per worker thread: it keeps its document and its events for the next record.
class ChunkDecoder
{
public:
    /// The archive's id for what this format reads in this file; called rarely, from any worker.
    using SourceOf = std::function<Result<SourceId>(const Format&)>;

    ChunkDecoder(const RecordReader& reader, const FormatChoice& choice, DecodeOptions options, SourceOf sourceOf, Cancellation cancellation);
    ~ChunkDecoder();

    /// Fills a batch that may have been used before, for its memory.
    DecodedChunk decode(RecordChunk chunk, EventBatch batch);

private:
    class Events;

    void decodeRecord(DecodedChunk& into, std::size_t index);
    void reject(DecodedChunk& into, std::size_t index, std::string reason);
    bool takeSource(DecodedChunk& into, const Format& format);
    void rejectPart(DecodedChunk& into, std::size_t index, std::string_view part, std::string reason);
    void place(DecodedChunk& into, std::size_t index, std::uint32_t part, AuditEvent& event, std::string_view raw);

    const RecordReader& m_reader;
    const FormatChoice& m_choice;
    DecodeOptions m_options;
    SourceOf m_sourceOf;
    Cancellation m_cancellation;
    json::Document m_document;
    std::unique_ptr<Events> m_events;
    RecordValues m_values;
    const Format* m_format = nullptr; ///< Whose source m_source is.
    SourceId m_source {};
    std::size_t m_counted = 0; ///< Bytes of the record whose line feeds were counted.
    std::uint64_t m_countedLines = 0;
};

} // namespace auditlens
