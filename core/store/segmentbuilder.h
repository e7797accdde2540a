// SPDX-License-Identifier: MIT
#pragma once

#include "store/batchdata.h"
#include "store/blockqueue.h"
#include "store/columns.h"

#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace auditlens {

/// Most events of one segment.
constexpr std::uint32_t segmentRows = 65536;

/// The segment that is being filled. Raw records and text go to the block queue in arrival order as soon as a block
/// is full; the rows stay until the segment is closed, are sorted by time then and become columns.
class SegmentBuilder
{
public:
    using Owner = std::shared_ptr<const void>;

    explicit SegmentBuilder(BlockQueue& queue) : m_queue(queue) { }

    void start(std::int64_t segment);
    std::uint32_t rows() const { return std::uint32_t(m_rows.size()); }
    std::uint64_t rawBytes() const { return m_rawBytes; }

    /// The number to put into EventRow::record. `owner` keeps the bytes until they are packed, here as with
    /// a row; without one they are copied.
    std::uint32_t addRecord(std::string_view raw, const Owner& owner);
    /// `line` ends with lineEnd.
    void addRow(const EventRow& row, std::string_view line, const Owner& owner);

    struct Closed
    {
        Nanoseconds firstTime = 0;
        Nanoseconds lastTime = 0;
        std::vector<std::pair<ColumnKind, std::string>> columns;
    };
    /// Hands the last blocks to the queue and makes the columns. There is at least one row.
    Closed close();

private:
    void flush(Block& block);

    BlockQueue& m_queue;
    std::int64_t m_segment = 0;
    std::vector<EventRow> m_rows;
    std::uint32_t m_records = 0;
    std::uint64_t m_rawBytes = 0;
    Block m_payload;
    Block m_text;
};

/// The store's order of events: time, then source, then place in the source, then part.
inline bool before(const EventRow& a, const EventRow& b)
{
    if (a.time != b.time)
        return a.time < b.time;
    if (a.source != b.source)
        return a.source < b.source;
    if (a.ordinal != b.ordinal)
        return a.ordinal < b.ordinal;
    return a.part < b.part;
}

} // namespace auditlens
