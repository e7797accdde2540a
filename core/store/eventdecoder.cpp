// SPDX-License-Identifier: MIT
#include "store/eventdecoder.h"

namespace auditlens {

namespace {

/// Keeps one of the events a record gives.
class PartSink : public EventSink
{
public:
    PartSink(std::uint32_t part, AuditEvent& target) : m_part(part), m_target(target) { }

    AuditEvent& next(std::string_view) override
    {
        if (m_next++ == m_part)
            return m_target;
        m_other.clear();
        return m_other;
    }
    void refuse(std::string_view, DecodeProblem) override { } // Was told by the import.
    bool skip() override
    {
        if (m_next == m_part)
            return false;
        ++m_next;
        return true;
    }
    /// A problem withdraws the last event.
    bool found(bool problem) const { return m_next > m_part + (problem ? 1 : 0); }

private:
    std::uint32_t m_part;
    std::uint32_t m_next = 0;
    AuditEvent& m_target;
    AuditEvent m_other;
};

} // namespace

Result<void> EventDecoder::addId(const ArchiveData::Place& place, StoredEvent& stored)
{
    const auto ids = m_archive.ids(ColumnKind::EventId, place.number);
    if (!ids)
        return ids.error();
    const StoredId& id = (**ids)[place.row];
    if (id.kind != StoredId::Kind::Content)
        return {};
    stored.event.id = id.text();
    stored.idFromContent = true;
    return {};
}

Result<StoredEvent> EventDecoder::event(std::uint32_t slot)
{
    const ArchiveData::Place place = m_archive.placeOf(slot);
    const auto raw = m_payload.record(*place.segment, place.segment->record(place.row));
    if (!raw)
        return raw.error();
    const StoredSource& source = m_archive.info().sources[place.segment->source.at(place.row)];
    StoredEvent stored;
    stored.source = source.id;
    stored.raw = *raw;
    stored.part = std::uint32_t(place.segment->part.at(place.row));
    PartSink sink(stored.part, stored.event);
    const auto problem = m_decoder.decode(source, *raw, RecordDecoder::Wanted::All, sink);
    if (!problem)
        return problem.error();
    if (!sink.found(!problem->empty()))
        return m_decoder.unfit(source, *problem);
    const EventFlags flags = EventFlags::unpacked(std::uint32_t(place.segment->flags.at(place.row)));
    stored.event.time = {place.segment->time[place.row], flags.origin, flags.fractionDigits};
    if (const auto done = addId(place, stored); !done)
        return done.error();
    return stored;
}

} // namespace auditlens
