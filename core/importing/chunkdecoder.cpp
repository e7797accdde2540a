// SPDX-License-Identifier: MIT
#include "importing/chunkdecoder.h"

#include "importing/recordvalues.h"

#include <algorithm>

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

/// The events of one record; their memory serves the next one.
class ChunkDecoder::Events : public EventSink
{
public:
    AuditEvent& next(std::string_view raw) override
    {
        if (m_count == m_events.size()) {
            m_events.push_back(std::make_unique<AuditEvent>());
            m_parts.emplace_back();
        }
        m_events[m_count]->clear();
        m_parts[m_count] = raw;
        return *m_events[m_count++];
    }
    void restart() { m_count = 0; }
    std::uint32_t count() const { return std::uint32_t(m_count); }
    AuditEvent& event(std::uint32_t i) { return *m_events[i]; }
    std::string_view part(std::uint32_t i) const { return m_parts[i]; }

private:
    std::vector<std::unique_ptr<AuditEvent>> m_events;
    std::vector<std::string_view> m_parts;
    std::size_t m_count = 0;
};

ChunkDecoder::ChunkDecoder(const RecordReader& reader, const FormatChoice& choice, DecodeOptions options,
    SourceOf sourceOf, Cancellation cancellation)
    : m_reader(reader)
    , m_choice(choice)
    , m_options(std::move(options))
    , m_sourceOf(std::move(sourceOf))
    , m_cancellation(std::move(cancellation))
    , m_events(std::make_unique<Events>())
{
}

ChunkDecoder::~ChunkDecoder() = default;

DecodedChunk ChunkDecoder::decode(RecordChunk chunk, EventBatch batch)
{
    DecodedChunk into;
    into.chunk = std::move(chunk);
    into.batch = std::move(batch);
    into.batch.clear();
    into.batch.reserve(std::size_t(into.chunk.bytes.size()));
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
    m_events->restart();
    if (DecodeProblem problem = format->decode(record, m_options, *m_events); !problem.empty())
        return reject(into, index, format->info().id + ": " + problem);
    if (m_document.hasRepeatedKeys())
        into.notes.push_back({into.chunk.records[index].line, "a key is repeated in one object; its last value was taken"});
    for (std::uint32_t part = 0; part < m_events->count(); ++part)
        place(into, index, part);
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

void ChunkDecoder::place(DecodedChunk& into, std::size_t index, std::uint32_t part)
{
    AuditEvent& event = m_events->event(part);
    const std::uint64_t ordinal = into.chunk.firstOrdinal + index;
    collectValues(m_document, m_events->part(part), m_values);
    if (hasTime(event)) {
        into.lastTime = event.time.ns;
        into.firstTime = into.firstTime == noTime ? event.time.ns : into.firstTime;
    } else {
        ++into.withoutTime;
        if (into.lastTime == noTime) {
            into.leading.push_back({event, m_source, ordinal, part, index, {m_values.begin(), m_values.end()}});
            return;
        }
        placeAt(event, into.lastTime);
    }
    into.batch.add(event, m_source, ordinal, part, into.chunk.record(index), m_values);
}

} // namespace auditlens
