// SPDX-License-Identifier: MIT
#include "store/segment.h"

#include "store/archivetables.h"
#include "store/segmentbuilder.h"

#include <QCoreApplication>

#include <algorithm>
#include <limits>
#include <map>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Archive)
};

const BlockPlace& blockOf(const std::vector<BlockPlace>& blocks, std::uint32_t number)
{
    return *std::prev(std::ranges::upper_bound(blocks, number, {}, &BlockPlace::first));
}

/// Reads one segment; the first failure stays.
class SegmentReader
{
public:
    SegmentReader(Database& database, Segment& segment) : m_database(database), m_segment(segment) { }

    Result<void> read(const ColumnLimits& limits)
    {
        readTimes();
        readOrder();
        readInto(m_segment.source, ColumnKind::Source, limits.sources);
        readInto(m_segment.part, ColumnKind::Part, std::uint64_t(1) << 32);
        readInto(m_segment.flags, ColumnKind::Flags, EventFlags::valueCount);
        readInto(m_segment.action, ColumnKind::Action, limits.actions);
        readInto(m_segment.tenant, ColumnKind::Tenant, limits.tenants);
        readInto(m_segment.ip, ColumnKind::Ip, limits.ips);
        readInto(m_segment.actor, ColumnKind::Actor, limits.actors);
        readInto(m_segment.entity, ColumnKind::Entity, limits.entities);
        readInto(m_segment.changes, ColumnKind::Changes, limits.changeSets);
        readBlocks(m_segment.text, "SELECT id, first, rows FROM text_blocks WHERE segment = ? ORDER BY id", m_segment.rows);
        const std::uint64_t records = m_segment.records.size() == 0 ? m_segment.rows : m_segment.records.largest() + 1;
        readBlocks(m_segment.payload, "SELECT id, first, records FROM payload_blocks WHERE segment = ? ORDER BY id", records);
        return m_failure ? Result<void>(*m_failure) : Result<void>();
    }

private:
    std::string blob(ColumnKind kind)
    {
        if (m_failure)
            return {};
        auto read = readColumnBlob(m_database, m_segment.id, kind);
        if (read)
            return std::move(*read);
        m_failure = read.error();
        return {};
    }

    void damaged(ColumnKind kind)
    {
        if (!m_failure)
            m_failure = damagedError(m_database.path(), Tr::tr("column %1 of segment %2").arg(int(kind)).arg(m_segment.id));
    }

    void readInto(IntColumn& column, ColumnKind kind, std::uint64_t limit)
    {
        auto decoded = decodeColumn(blob(kind), m_segment.rows);
        if (decoded && decoded->largest() < limit)
            column = std::move(*decoded);
        else
            damaged(kind);
    }

    void readTimes()
    {
        const auto times = decodeDifferences(blob(ColumnKind::Time), m_segment.rows);
        auto ordinals = decodeDifferences(blob(ColumnKind::Ordinal), m_segment.rows);
        if (!times || !ordinals)
            return damaged(times ? ColumnKind::Ordinal : ColumnKind::Time);
        m_segment.time.assign(times->begin(), times->end());
        m_segment.ordinal = std::move(*ordinals);
        if (!std::ranges::is_sorted(m_segment.time))
            damaged(ColumnKind::Time);
    }

    void readOrder()
    {
        if (const std::string arrivals = blob(ColumnKind::Arrival); !arrivals.empty())
            setArrivals(decodeColumn(arrivals, m_segment.rows));
        if (const std::string records = blob(ColumnKind::Record); !records.empty()) {
            auto column = decodeColumn(records, m_segment.rows);
            if (!column || column->largest() >= segmentRows)
                return damaged(ColumnKind::Record);
            m_segment.records = std::move(*column);
        }
    }

    void setArrivals(const std::optional<IntColumn>& column)
    {
        if (!column || column->largest() >= m_segment.rows)
            return damaged(ColumnKind::Arrival);
        std::vector<bool> seen(m_segment.rows);
        m_segment.arrivals.resize(m_segment.rows);
        m_segment.rowsByArrival.resize(m_segment.rows);
        for (std::uint32_t row = 0; row < m_segment.rows; ++row) {
            const auto arrival = std::uint16_t(column->at(row));
            if (seen[arrival])
                return damaged(ColumnKind::Arrival);
            seen[arrival] = true;
            m_segment.arrivals[row] = arrival;
            m_segment.rowsByArrival[arrival] = std::uint16_t(row);
        }
    }

    void readBlocks(std::vector<BlockPlace>& blocks, std::string_view sql, std::uint64_t expected)
    {
        if (m_failure)
            return;
        auto statement = m_database.prepare(sql);
        if (!statement) {
            m_failure = statement.error();
            return;
        }
        statement->bind(1, m_segment.id);
        std::uint64_t next = 0;
        for (auto row = statement->step();; row = statement->step()) {
            if (!row) {
                m_failure = row.error();
                return;
            }
            if (!*row)
                break;
            const BlockPlace place {statement->number(0), std::uint32_t(statement->number(1)), std::uint32_t(statement->number(2))};
            if (place.first != next || place.count == 0)
                break;
            next += place.count;
            blocks.push_back(place);
        }
        if (next != expected)
            m_failure = damagedError(m_database.path(), Tr::tr("the list of blocks of segment %1").arg(m_segment.id));
    }

    Database& m_database;
    Segment& m_segment;
    std::optional<Error> m_failure;
};

} // namespace

const BlockPlace& Segment::payloadBlock(std::uint32_t record) const
{
    return blockOf(payload, record);
}

const BlockPlace& Segment::textBlock(std::uint32_t arrival) const
{
    return blockOf(text, arrival);
}

Result<Segments> readSegments(Database& database, const ColumnLimits& limits, const Segments& known)
{
    auto statement = database.prepare("SELECT id, rows, raw_bytes FROM segments ORDER BY id");
    if (!statement)
        return statement.error();
    std::map<std::int64_t, const Segment*> missing;
    for (const auto& segment : known)
        missing.emplace(segment->id, segment.get());
    Segments segments;
    std::uint64_t total = 0;
    const auto read = statement->forEachRow([&]() -> Result<void> {
        const std::int64_t rows = statement->number(1);
        total += std::uint64_t(rows);
        if (rows < 1 || rows > segmentRows || total > std::numeric_limits<std::uint32_t>::max())
            return damagedError(database.path(), Tr::tr("the list of segments"));
        if (const auto same = missing.find(statement->number(0)); same != missing.end() && same->second->rows == rows) {
            missing.erase(same);
            return {};
        }
        auto segment = std::make_shared<Segment>();
        segment->id = statement->number(0);
        segment->rows = std::uint32_t(rows);
        segment->rawBytes = std::uint64_t(statement->number(2));
        if (const auto done = SegmentReader(database, *segment).read(limits); !done)
            return done.error();
        segments.push_back(std::move(segment));
        return {};
    });
    if (!read)
        return read.error();
    if (!missing.empty())
        return damagedError(database.path(), Tr::tr("the list of segments"));
    return segments;
}

} // namespace auditlens
