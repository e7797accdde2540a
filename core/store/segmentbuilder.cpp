// SPDX-License-Identifier: MIT
#include "store/segmentbuilder.h"

#include "store/bytes.h"

#include <algorithm>
#include <numeric>

namespace auditlens {

namespace {

// Those of records are smaller: text is searched block after block, records are shown or decided here and there.
constexpr std::size_t textBlockBytes = std::size_t(128) << 10;
// A packed one of ordinary JSON fits one page of the file.
constexpr std::size_t payloadBlockBytes = std::size_t(60) << 10;

using Order = std::vector<std::uint32_t>;

Order timeOrder(const std::vector<EventRow>& rows)
{
    Order order(rows.size());
    std::iota(order.begin(), order.end(), 0u);
    if (!std::ranges::is_sorted(rows, before))
        std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) { return before(rows[a], rows[b]); });
    return order;
}

/// Makes the columns of sorted rows.
class ColumnsMaker
{
public:
    explicit ColumnsMaker(const std::vector<EventRow>& rows) : m_rows(rows), m_order(timeOrder(rows)) { }

    const EventRow& row(std::size_t i) const { return m_rows[m_order[i]]; }
    const Order& order() const { return m_order; }

    template <typename Get>
    std::vector<std::uint64_t> values(Get get) const
    {
        std::vector<std::uint64_t> out(m_rows.size());
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = std::uint64_t(get(row(i)));
        return out;
    }

    std::vector<StoredId> ids(StoredId EventRow::*id) const
    {
        std::vector<StoredId> out(m_rows.size());
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = row(i).*id;
        return out;
    }

    bool recordsInOrder() const
    {
        for (std::size_t i = 0; i < m_rows.size(); ++i) {
            if (m_rows[i].record != i)
                return false;
        }
        return true;
    }

private:
    const std::vector<EventRow>& m_rows;
    Order m_order;
};

Block emptyBlock(Block::Kind kind, std::int64_t segment, std::uint32_t first)
{
    Block block;
    block.kind = kind;
    block.segment = segment;
    block.first = first;
    return block;
}

} // namespace

void SegmentBuilder::start(std::int64_t segment)
{
    m_segment = segment;
    m_rows.clear();
    m_records = 0;
    m_rawBytes = 0;
    m_payload = emptyBlock(Block::Kind::Payload, segment, 0);
    m_text = emptyBlock(Block::Kind::Text, segment, 0);
}

std::uint32_t SegmentBuilder::addRecord(std::string_view raw, const Owner& owner)
{
    if (m_payload.count > 0 && m_payload.plain.size() + raw.size() > payloadBlockBytes)
        flush(m_payload);
    appendNumber(m_payload.lengths, std::uint32_t(raw.size()));
    m_payload.plain.add(raw, owner);
    m_rawBytes += raw.size();
    ++m_payload.count;
    return m_records++;
}

void SegmentBuilder::addRow(const EventRow& row, std::string_view line, const Owner& owner)
{
    if (m_text.count > 0 && m_text.plain.size() + line.size() > textBlockBytes)
        flush(m_text);
    m_text.plain.add(line, owner);
    ++m_text.count;
    m_rows.push_back(row);
}

void SegmentBuilder::flush(Block& block)
{
    const std::uint32_t next = block.first + block.count;
    m_queue.push(std::exchange(block, emptyBlock(block.kind, m_segment, next)));
}

SegmentBuilder::Closed SegmentBuilder::close()
{
    flush(m_payload);
    flush(m_text);
    const ColumnsMaker maker(m_rows);
    Closed closed {maker.row(0).time, maker.row(m_rows.size() - 1).time, {}};
    const auto put = [&](ColumnKind kind, std::string blob) { closed.columns.emplace_back(kind, std::move(blob)); };
    const auto add = [&](ColumnKind kind, auto get) { put(kind, encodeColumn(maker.values(get))); };
    put(ColumnKind::Time, encodeDifferences(maker.values([](const EventRow& row) { return row.time; })));
    put(ColumnKind::Ordinal, encodeDifferences(maker.values([](const EventRow& row) { return row.ordinal; })));
    if (!std::ranges::is_sorted(maker.order()))
        put(ColumnKind::Arrival, encodeColumn(std::vector<std::uint64_t>(maker.order().begin(), maker.order().end())));
    if (!maker.recordsInOrder())
        add(ColumnKind::Record, [](const EventRow& row) { return row.record; });
    add(ColumnKind::Source, [](const EventRow& row) { return row.source; });
    add(ColumnKind::Part, [](const EventRow& row) { return row.part; });
    add(ColumnKind::Flags, [](const EventRow& row) { return row.flags; });
    add(ColumnKind::Action, [](const EventRow& row) { return row.action; });
    add(ColumnKind::Tenant, [](const EventRow& row) { return row.tenant; });
    add(ColumnKind::Ip, [](const EventRow& row) { return row.ip; });
    add(ColumnKind::Actor, [](const EventRow& row) { return row.actor; });
    add(ColumnKind::Entity, [](const EventRow& row) { return row.entity; });
    add(ColumnKind::Changes, [](const EventRow& row) { return row.changes; });
    put(ColumnKind::EventId, encodeIds(maker.ids(&EventRow::id)));
    put(ColumnKind::RequestId, encodeIds(maker.ids(&EventRow::request)));
    return closed;
}

} // namespace auditlens
