// SPDX-License-Identifier: MIT
#include "store/eventdecoder.h"

#include "base/text.h"
#include "store/bytes.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Archive)
};

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

Error EventDecoder::undecodable(const StoredSource& source, const QString& why, const QString& help) const
{
    return {Tr::tr("Cannot read an event of \"%1\".").arg(toQString(source.info.name)), why, m_archive.info().path, help};
}

// A payload block holds its records, then their lengths.
Result<std::string_view> EventDecoder::record(const ArchiveData::Place& place)
{
    const std::uint32_t number = place.segment->record(place.row);
    const BlockPlace& block = place.segment->payloadBlock(number);
    if (block.id != m_blockId || !m_block) {
        auto bytes = m_archive.blocks().payload(m_database, block.id);
        if (!bytes)
            return bytes.error();
        m_block = std::move(*bytes);
        m_blockId = block.id;
    }
    const std::uint64_t end = m_block->size() - std::min<std::uint64_t>(m_block->size(), std::uint64_t(block.count) * sizeof(std::uint32_t));
    ByteReader lengths(std::string_view(*m_block).substr(end));
    std::uint64_t begin = 0;
    for (std::uint32_t i = block.first; i < number; ++i)
        begin += lengths.number<std::uint32_t>();
    const auto length = lengths.number<std::uint32_t>();
    if (!lengths.ok() || begin > end || length > end - begin)
        return damagedError(m_archive.info().path, Tr::tr("payload block %1").arg(block.id));
    return std::string_view(*m_block).substr(begin, length);
}

Result<void> EventDecoder::decode(const StoredSource& source, std::string_view raw, std::uint32_t part, AuditEvent& event)
{
    const auto& [format, layout] = m_archive.reading(source.id);
    if (!format) {
        return undecodable(source, Tr::tr("The format \"%1\" is not known here.").arg(toQString(source.info.format)),
            Tr::tr("Install the mapping profile it was imported with, or use the version of AuditLens that imported it."));
    }
    if (!parseRecord(layout, raw, m_document)) {
        Error error = undecodable(source, Tr::tr("Its record is damaged: %1.").arg(toQString(m_document.errorText())),
            Tr::tr("Take the archive from a backup or import the original files again."));
        error.damage = true;
        return error;
    }
    PartSink sink(part, event);
    const DecodeProblem problem = format->decode(m_document.root(), {true, source.info.zone}, sink);
    if (!sink.found(!problem.empty())) {
        return undecodable(source, Tr::tr("Its record does not fit the format: %1.").arg(toQString(problem)),
            Tr::tr("Use the version of AuditLens that imported it."));
    }
    return {};
}

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
    const auto raw = record(place);
    if (!raw)
        return raw.error();
    const StoredSource& source = m_archive.info().sources[place.segment->source.at(place.row)];
    StoredEvent stored;
    stored.source = source.id;
    stored.raw = *raw;
    if (const auto done = decode(source, *raw, std::uint32_t(place.segment->part.at(place.row)), stored.event); !done)
        return done.error();
    const EventFlags flags = EventFlags::unpacked(std::uint32_t(place.segment->flags.at(place.row)));
    stored.event.time = {place.segment->time[place.row], flags.origin, flags.fractionDigits};
    if (const auto done = addId(place, stored); !done)
        return done.error();
    return stored;
}

} // namespace auditlens
