// SPDX-License-Identifier: MIT
#include "store/segment.h"

#include "store/archivetables.h"
#include "store/searchpool.h"
#include "store/segmentbuilder.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <mutex>

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

/// A segment as it is in the file, nothing unpacked or checked.
struct StoredSegment
{
    std::shared_ptr<Segment> segment;
    std::array<std::string, columnKinds> columns;
};

Result<void> readColumns(Database& database, StoredSegment& stored)
{
    auto statement = database.prepare("SELECT id, data FROM columns WHERE id >= ? AND id < ?");
    if (!statement)
        return statement.error();
    const std::int64_t first = columnId(stored.segment->id, ColumnKind(0));
    statement->bind(1, first).bind(2, first + std::int64_t(columnKinds));
    return statement->forEachRow([&]() -> Result<void> {
        const std::int64_t number = statement->number(0) - first;
        if (number < 0 || number >= std::int64_t(columnKinds)) // A damaged table may give rows nobody asked for.
            return damagedError(database.path(), Tr::tr("the list of columns of segment %1").arg(stored.segment->id));
        const auto kind = ColumnKind(number);
        if (kind != ColumnKind::EventId && kind != ColumnKind::RequestId) // Large, and read only when they are asked for.
            stored.columns[std::size_t(kind)] = statement->blob(1);
        return {};
    });
}

Result<void> readBlocks(Database& database, std::string_view sql, std::int64_t segment, std::vector<BlockPlace>& blocks)
{
    auto statement = database.prepare(sql);
    if (!statement)
        return statement.error();
    statement->bind(1, segment);
    return statement->forEachRow([&]() -> Result<void> {
        blocks.push_back({statement->number(0), std::uint32_t(statement->number(1)), std::uint32_t(statement->number(2))});
        return {};
    });
}

Result<void> readStored(Database& database, StoredSegment& stored)
{
    if (const auto done = readColumns(database, stored); !done)
        return done;
    Segment& segment = *stored.segment;
    if (const auto done = readBlocks(database, "SELECT id, first, rows FROM text_blocks WHERE segment = ? ORDER BY id", segment.id, segment.text); !done)
        return done;
    return readBlocks(database, "SELECT id, first, records FROM payload_blocks WHERE segment = ? ORDER BY id", segment.id, segment.payload);
}

/// True when the blocks hold so many things, one behind the other.
bool areComplete(const std::vector<BlockPlace>& blocks, std::uint64_t expected)
{
    std::uint64_t next = 0;
    for (const BlockPlace& place : blocks) {
        if (place.first != next || place.count == 0)
            return false;
        next += place.count;
    }
    return next == expected;
}

/// Unpacks and checks one segment, on any thread; the first damage stays.
class SegmentUnpacker
{
public:
    SegmentUnpacker(const StoredSegment& stored, const QString& path) : m_stored(stored), m_segment(*stored.segment), m_path(path) { }

    Result<void> unpack(const ColumnLimits& limits)
    {
        unpackTimes();
        unpackOrder();
        unpackInto(m_segment.source, ColumnKind::Source, limits.sources);
        unpackInto(m_segment.part, ColumnKind::Part, std::uint64_t(1) << 32);
        unpackInto(m_segment.flags, ColumnKind::Flags, EventFlags::valueCount);
        unpackInto(m_segment.action, ColumnKind::Action, limits.actions);
        unpackInto(m_segment.tenant, ColumnKind::Tenant, limits.tenants);
        unpackInto(m_segment.ip, ColumnKind::Ip, limits.ips);
        unpackInto(m_segment.actor, ColumnKind::Actor, limits.actors);
        unpackInto(m_segment.entity, ColumnKind::Entity, limits.entities);
        unpackInto(m_segment.changes, ColumnKind::Changes, limits.changeSets);
        const std::uint64_t records = m_segment.records.size() == 0 ? m_segment.rows : m_segment.records.largest() + 1;
        if (!areComplete(m_segment.text, m_segment.rows) || !areComplete(m_segment.payload, records))
            damaged(Tr::tr("the list of blocks of segment %1").arg(m_segment.id));
        return m_damage ? Result<void>(*m_damage) : Result<void>();
    }

private:
    std::string_view blob(ColumnKind kind) const { return m_stored.columns[std::size_t(kind)]; }

    void damaged(const QString& what)
    {
        if (!m_damage)
            m_damage = damagedError(m_path, what);
    }
    void damaged(ColumnKind kind) { damaged(Tr::tr("column %1 of segment %2").arg(int(kind)).arg(m_segment.id)); }

    void unpackInto(IntColumn& column, ColumnKind kind, std::uint64_t limit)
    {
        auto decoded = decodeColumn(blob(kind), m_segment.rows);
        if (decoded && decoded->largest() < limit)
            column = std::move(*decoded);
        else
            damaged(kind);
    }

    void unpackTimes()
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

    void unpackOrder()
    {
        if (const std::string_view arrivals = blob(ColumnKind::Arrival); !arrivals.empty())
            setArrivals(decodeColumn(arrivals, m_segment.rows));
        if (const std::string_view records = blob(ColumnKind::Record); !records.empty()) {
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

    const StoredSegment& m_stored;
    Segment& m_segment;
    const QString& m_path;
    std::optional<Error> m_damage;
};

/// One thread reads from the file while the others unpack.
Result<void> readAndUnpack(Database& database, const Segments& segments, const ColumnLimits& limits)
{
    std::mutex mutex;
    std::optional<Error> failure;
    onAllCores(segments.size(), [&](auto next) {
        for (auto i = next(); i; i = next()) {
            StoredSegment stored {segments[*i], {}};
            std::unique_lock lock(mutex);
            Result<void> done = failure ? Result<void>(*failure) : readStored(database, stored);
            lock.unlock();
            if (done)
                done = SegmentUnpacker(stored, database.path()).unpack(limits);
            lock.lock();
            if (!done && !failure)
                failure = done.error();
        }
    });
    return failure ? Result<void>(*failure) : Result<void>();
}

} // namespace

const BlockPlace& Segment::payloadBlock(std::uint32_t record) const
{
    return blockOf(payload, record);
}

const BlockPlace& Segment::textBlock(std::uint32_t arrival) const
{
    return blockOf(text, arrival);
}

bool canBeSegment(std::int64_t id, std::int64_t rows)
{
    constexpr std::int64_t lastSegment = std::int64_t(1) << 48; // Below what columnId() can count.
    return id >= 1 && id <= lastSegment && rows >= 1 && rows <= segmentRows;
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
        const std::int64_t id = statement->number(0);
        const std::int64_t rows = statement->number(1);
        total += std::uint64_t(rows);
        if (!canBeSegment(id, rows) || total > std::numeric_limits<std::uint32_t>::max())
            return damagedError(database.path(), Tr::tr("the list of segments"));
        if (const auto same = missing.find(id); same != missing.end() && same->second->rows == rows) {
            missing.erase(same);
            return {};
        }
        auto segment = std::make_shared<Segment>();
        segment->id = id;
        segment->rows = std::uint32_t(rows);
        segment->rawBytes = std::uint64_t(statement->number(2));
        segments.push_back(std::move(segment));
        return {};
    });
    if (!read)
        return read.error();
    if (!missing.empty())
        return damagedError(database.path(), Tr::tr("the list of segments"));
    if (const auto done = readAndUnpack(database, segments, limits); !done)
        return done.error();
    return segments;
}

} // namespace auditlens
