// SPDX-License-Identifier: MIT
#include "importing/chunkdecoder.h"

#include "base/slice.h"

#include <algorithm>
#include <utility>

namespace auditlens {

namespace {

constexpr std::size_t keptRejectBytes = 64 << 10;

bool hasTime(const AuditEvent& event)
{
    return event.time.ns != noTime && event.time.origin != TimeOrigin::Missing;
}

void placeAt(AuditEvent& event, Nanoseconds time)
{
    event.time = {time, TimeOrigin::Neighbours, 0};
}

} // namespace

/// Takes the events of a record one by one: a record may have millions. Their memory serves the next one.
class ChunkDecoder::Events : public EventSink
{
public:
    explicit Events(ChunkDecoder& decoder) : m_decoder(decoder) { }

    void start(DecodedChunk& into, std::size_t index)
    {
        m_into = &into;
        m_index = index;
        m_part = 0;
        m_open = false;
    }
    AuditEvent& next(std::string_view raw) override
    {
        deliver();
        m_event.clear();
        m_raw = raw;
        m_open = true;
        return m_event;
    }
    void refuse(std::string_view raw, DecodeProblem problem) override
    {
        m_decoder.rejectPart(*m_into, m_index, raw, std::move(problem));
    }
    void deliver()
    {
        if (std::exchange(m_open, false))
            m_decoder.place(*m_into, m_index, m_part++, m_event, m_raw);
    }

private:
    ChunkDecoder& m_decoder;
    DecodedChunk* m_into = nullptr;
    std::size_t m_index = 0;
    AuditEvent m_event;
    std::string_view m_raw; ///< The part of the record that m_event stands for.
    std::uint32_t m_part = 0;
    bool m_open = false; ///< m_event was handed out and is not placed yet.
};

ChunkDecoder::ChunkDecoder(const RecordReader& reader, const FormatChoice& choice, DecodeOptions options,
    SourceOf sourceOf, Cancellation cancellation)
    : m_reader(reader)
    , m_choice(choice)
    , m_options(std::move(options))
    , m_sourceOf(std::move(sourceOf))
    , m_cancellation(std::move(cancellation))
    , m_events(std::make_unique<Events>(*this))
{
}

ChunkDecoder::~ChunkDecoder() = default;

DecodedChunk ChunkDecoder::decode(RecordChunk chunk, EventBatch batch)
{
    DecodedChunk into;
    into.chunk = std::move(chunk);
    into.batch = std::move(batch);
    into.batch.clear();
    into.batch.share(into.chunk.bytes);
    into.size = std::size_t(into.chunk.bytes.size());
    into.notes = std::move(into.chunk.notes);
    for (RecordProblem& problem : into.chunk.problems)
        into.rejects.push_back({{}, {}, problem.line, problem.byte, std::move(problem.reason), std::move(problem.raw)});
    for (std::size_t i = 0; i < into.chunk.records.size() && !into.failure && !m_cancellation.requested(); ++i)
        decodeRecord(into, i);
    if (into.leading.empty())
        into.chunk = {};
    return into;
}

void ChunkDecoder::reject(DecodedChunk& into, std::size_t index, std::string reason)
{
    const RecordSlice& slice = into.chunk.records[index];
    const std::string_view raw = into.chunk.record(index).substr(0, keptRejectBytes);
    into.rejects.push_back({{}, {}, slice.line, slice.byte, std::move(reason), std::string(raw)});
}

// The place of the part where it is a slice of the record's bytes, else that of the record.
void ChunkDecoder::rejectPart(DecodedChunk& into, std::size_t index, std::string_view part, std::string reason)
{
    const RecordSlice& slice = into.chunk.records[index];
    const std::string_view record = into.chunk.record(index);
    const auto offset = liesInside(part, record) ? std::size_t(part.data() - record.data()) : 0;
    if (offset > m_counted) {
        const std::string_view between = record.substr(m_counted, offset - m_counted);
        m_countedLines += std::uint64_t(std::count(between.begin(), between.end(), '\n'));
        m_counted = offset;
    }
    into.rejects.push_back({{}, {}, slice.line + m_countedLines, slice.byte + offset, m_format->info().id + ": " + reason,
        std::string(part.substr(0, keptRejectBytes))});
}

void ChunkDecoder::decodeRecord(DecodedChunk& into, std::size_t index)
{
    if (!m_reader.parse(into.chunk.record(index), m_document)) {
        return reject(into, index, m_document.errorText() + " (byte " + std::to_string(m_document.errorOffset()) + " of the record)");
    }
    const json::Value record = m_document.root();
    const Format* format = m_choice.of(record);
    if (!format)
        return reject(into, index, "no known format or profile fits this record");
    if (!takeSource(into, *format))
        return;
    m_values.start(m_document);
    m_counted = 0;
    m_countedLines = 0;
    m_events->start(into, index);
    if (DecodeProblem problem = format->decode(record, m_options, *m_events); !problem.empty())
        return reject(into, index, format->info().id + ": " + problem);
    m_events->deliver();
    if (m_document.hasRepeatedKeys())
        into.notes.push_back({into.chunk.records[index].line, "a key is repeated in one object; its last value was taken"});
    if (m_values.leftOut()) {
        into.notes.push_back({into.chunk.records[index].line,
            "what the many lines of this record have in common is too large to be found by free words; its fields can be asked for"});
    }
}

bool ChunkDecoder::takeSource(DecodedChunk& into, const Format& format)
{
    if (&format == m_format)
        return true;
    auto source = m_sourceOf(format);
    if (!source) {
        into.failure = source.error();
        return false;
    }
    m_source = *source;
    m_format = &format;
    return true;
}

void ChunkDecoder::place(DecodedChunk& into, std::size_t index, std::uint32_t part, AuditEvent& event, std::string_view raw)
{
    const std::uint64_t ordinal = into.chunk.firstOrdinal + index;
    const std::vector<std::string_view>& values = m_values.of(raw);
    const bool complete = m_values.isComplete(raw, m_format->info().fromProfile);
    if (hasTime(event)) {
        into.lastTime = event.time.ns;
        into.firstTime = into.firstTime == noTime ? event.time.ns : into.firstTime;
    } else {
        ++into.withoutTime;
        if (into.lastTime == noTime) {
            into.leading.push_back({event, m_source, ordinal, part, index, {values.begin(), values.end()}, complete});
            return;
        }
        placeAt(event, into.lastTime);
    }
    into.batch.add(event, m_source, ordinal, part, into.chunk.record(index), {values, complete});
}

EventBatch leadingBatch(DecodedChunk& decoded, Nanoseconds time)
{
    EventBatch batch;
    for (LeadingEvent& event : decoded.leading) {
        placeAt(event.event, time);
        const std::vector<std::string_view> values(event.values.begin(), event.values.end());
        batch.add(event.event, event.source, event.ordinal, event.part, decoded.chunk.record(event.record), {values, event.complete});
    }
    return batch;
}

} // namespace auditlens
