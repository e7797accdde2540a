// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "event/event.h"
#include "store/columns.h"
#include "store/database.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace auditlens {

struct BlockPlace
{
    std::int64_t id = 0; ///< In payload_blocks or text_blocks.
    std::uint32_t first = 0; ///< First record or line of the segment that it holds.
    std::uint32_t count = 0;
};

/// A segment in memory: rows in time order, everything but the 16-byte ids.
struct Segment
{
    std::int64_t id = 0;
    std::uint32_t rows = 0;
    std::uint64_t rawBytes = 0;
    std::vector<Nanoseconds> time;
    std::vector<std::uint64_t> ordinal; ///< Only until the archive has its time order.
    std::vector<std::uint16_t> arrivals; ///< Row to line of text; empty when equal.
    std::vector<std::uint16_t> rowsByArrival; ///< The way back; empty when equal.
    IntColumn records; ///< Row to record; size 0 when equal to the arrival.
    IntColumn source;
    IntColumn part;
    IntColumn flags;
    IntColumn action;
    IntColumn tenant;
    IntColumn ip;
    IntColumn actor;
    IntColumn entity;
    IntColumn changes;
    std::vector<BlockPlace> payload;
    std::vector<BlockPlace> text;

    std::uint32_t arrival(std::uint32_t row) const { return arrivals.empty() ? row : arrivals[row]; }
    std::uint32_t rowOfArrival(std::uint32_t arrival) const { return rowsByArrival.empty() ? arrival : rowsByArrival[arrival]; }
    std::uint32_t record(std::uint32_t row) const { return records.size() == 0 ? arrival(row) : std::uint32_t(records.at(row)); }
    const BlockPlace& payloadBlock(std::uint32_t record) const;
    const BlockPlace& textBlock(std::uint32_t arrival) const;
};

/// How many entries the archive has of each thing that columns number; a larger number is damage.
struct ColumnLimits
{
    std::uint64_t sources = 0;
    std::uint64_t actions = 0;
    std::uint64_t tenants = 0;
    std::uint64_t ips = 0;
    std::uint64_t actors = 0;
    std::uint64_t entities = 0;
    std::uint64_t changeSets = 0;
};

using Segments = std::vector<std::shared_ptr<Segment>>;

/// Whether a row of the table `segments` can have this number and so many rows: small enough to count with.
bool canBeSegment(std::int64_t id, std::int64_t rows);

/// The segments of the archive that are not known yet, in the order of their ids, checked: whatever is read from them
/// later is in range. An Error when the archive has not all that are known.
Result<Segments> readSegments(Database& database, const ColumnLimits& limits, const Segments& known);

} // namespace auditlens
