// SPDX-License-Identifier: MIT
#include "store/recordwalk.h"

#include "store/archivetables.h"
#include "store/payloadreader.h"
#include "store/recordscan.h"

#include <algorithm>
#include <tuple>
#include <vector>

namespace auditlens {

namespace {

/// A row of a segment, and where its record is.
struct PlacedRow
{
    std::uint32_t record = 0; ///< Of the segment.
    std::uint32_t row = 0; ///< Of the segment.
    WalkedEvent event;
};

/// The record whose events are being put together: they may stand in two segments, one behind the other.
class Walk
{
public:
    Walk(const ArchiveData& archive, const UseRecord& use)
        : m_archive(archive), m_use(use), m_payload(archive), m_rows(rowsBySlot(archive))
    {
    }

    Result<void> run();

private:
    Result<void> segment(std::size_t number);
    std::vector<PlacedRow> placedRows(std::size_t number) const;
    Result<void> take(const Segment& segment, std::span<const PlacedRow> rows, std::uint64_t ordinal);
    Result<void> hand();

    const ArchiveData& m_archive;
    const UseRecord& m_use;
    PayloadReader m_payload;
    std::vector<std::uint32_t> m_rows;
    std::unique_ptr<Database> m_database;
    std::uint32_t m_source = 0;
    std::uint64_t m_ordinal = 0;
    std::string m_raw;
    std::vector<WalkedEvent> m_events; ///< Empty: no record was begun.
};

std::vector<PlacedRow> Walk::placedRows(std::size_t number) const
{
    const Segment& segment = *m_archive.segments()[number];
    std::vector<PlacedRow> rows;
    rows.reserve(segment.rows);
    for (std::uint32_t row = 0; row < segment.rows; ++row) {
        const EventFlags flags = EventFlags::unpacked(std::uint32_t(segment.flags.at(row)));
        const std::uint32_t slot = m_archive.base(number) + row;
        const WalkedEvent event {Row(m_rows.empty() ? slot : m_rows[slot]), std::uint32_t(segment.part.at(row)),
            {segment.time[row], flags.origin, flags.fractionDigits}};
        rows.push_back({segment.record(row), row, event});
    }
    std::ranges::sort(rows, {}, [](const PlacedRow& row) { return std::tuple(row.record, row.event.part); });
    return rows;
}

Result<void> Walk::hand()
{
    if (m_events.empty())
        return {};
    std::ranges::sort(m_events, {}, &WalkedEvent::part);
    const StoredSource& source = m_archive.info().sources[m_source];
    const auto used = m_use({source, m_archive.reading(source.id).layout, m_ordinal, m_raw, m_events});
    m_events.clear();
    return used;
}

Result<void> Walk::take(const Segment& segment, std::span<const PlacedRow> rows, std::uint64_t ordinal)
{
    const auto source = std::uint32_t(segment.source.at(rows.front().row));
    if (source != m_source || ordinal != m_ordinal) {
        if (const auto handed = hand(); !handed)
            return handed;
    }
    if (m_events.empty()) {
        const auto raw = m_payload.record(segment, rows.front().record);
        if (!raw)
            return raw.error();
        m_raw = *raw;
    }
    m_source = source;
    m_ordinal = ordinal;
    for (const PlacedRow& row : rows)
        m_events.push_back(row.event);
    return {};
}

Result<void> Walk::segment(std::size_t number)
{
    const Segment& segment = *m_archive.segments()[number];
    const auto places = readOrdinals(*m_database, segment.id, segment.rows);
    if (!places)
        return places.error();
    const std::vector<PlacedRow> rows = placedRows(number);
    for (std::size_t begin = 0; begin < rows.size();) {
        std::size_t end = begin + 1;
        while (end < rows.size() && rows[end].record == rows[begin].record)
            ++end;
        if (const auto taken = take(segment, std::span(rows).subspan(begin, end - begin), (*places)[rows[begin].row]); !taken)
            return taken;
        begin = end;
    }
    return {};
}

Result<void> Walk::run()
{
    auto database = m_archive.blocks().connect();
    if (!database)
        return database.error();
    m_database = std::move(*database);
    std::vector<std::size_t> numbers(m_archive.segments().size());
    for (std::size_t i = 0; i < numbers.size(); ++i)
        numbers[i] = i;
    std::ranges::sort(numbers, {}, [this](std::size_t number) { return m_archive.segments()[number]->id; });
    for (const std::size_t number : numbers) {
        if (const auto done = segment(number); !done)
            return done;
    }
    return hand();
}

} // namespace

Result<void> walkRecords(const Archive& archive, const UseRecord& use)
{
    return Walk(archive.data(), use).run();
}

} // namespace auditlens
