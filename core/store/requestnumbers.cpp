// SPDX-License-Identifier: MIT
#include "store/requestnumbers.h"

#include "store/archivedata.h"
#include "store/archivetables.h"
#include "store/hash.h"

#include <QRandomGenerator>

#include <algorithm>
#include <memory_resource>
#include <unordered_map>

namespace auditlens {

namespace {

/// Keyed anew each time: who writes the records chooses the ids, and could make them meet in one place of the table.
struct IdHash
{
    std::uint64_t first = QRandomGenerator::system()->generate64();
    std::uint64_t second = QRandomGenerator::system()->generate64();

    std::size_t operator()(const StoredId& id) const noexcept
    {
        return mixed(id.high ^ first, id.low ^ second ^ std::uint64_t(id.kind));
    }
};

std::uint32_t requestsIn(const Segment& segment)
{
    std::uint32_t count = 0;
    for (std::uint32_t row = 0; row < segment.rows; ++row) {
        const auto flags = EventFlags::unpacked(std::uint32_t(segment.flags.at(row)));
        count += flags.requestKind != StoredId::Kind::None ? 1 : 0;
    }
    return count;
}

class RequestNumberer
{
public:
    RequestNumberer(const ArchiveData& archive, Database& database, std::uint32_t shareRows)
        : m_archive(archive), m_database(database), m_shareRows(shareRows)
    {
        m_numbers.ofSlot.resize(archive.size());
    }

    void chooseSegments()
    {
        std::uint64_t rows = 0;
        for (std::size_t s = 0; s < m_archive.segments().size(); ++s) {
            const std::uint32_t requests = requestsIn(*m_archive.segments()[s]);
            rows += requests;
            if (requests > 0)
                m_segments.push_back(s);
        }
        m_shares = std::uint32_t((rows + m_shareRows - 1) / m_shareRows);
    }

    Result<bool> numberAll(const Cancellation& cancellation)
    {
        for (std::uint32_t share = 0; share < m_shares; ++share) {
            std::pmr::monotonic_buffer_resource memory;
            Known known(m_shareRows, m_hash, {}, &memory);
            for (const std::size_t segment : m_segments) {
                if (cancellation.requested())
                    return false;
                if (const auto done = numberSegment(segment, share, known); !done)
                    return done.error();
            }
        }
        return true;
    }

    RequestNumbers take() { return std::move(m_numbers); }

private:
    using Known = std::pmr::unordered_map<StoredId, std::uint32_t, IdHash>;

    bool isInShare(const StoredId& id, std::uint32_t share) const
    {
        return ((std::uint64_t(m_hash(id)) >> 32) * m_shares) >> 32 == share;
    }

    Result<void> numberSegment(std::size_t segment, std::uint32_t share, Known& known)
    {
        const Segment& columns = *m_archive.segments()[segment];
        const auto ids = readIdColumn(m_database, columns.id, ColumnKind::RequestId, columns.flags);
        if (!ids)
            return ids.error();
        std::uint32_t slot = m_archive.base(segment);
        for (const StoredId& id : *ids) {
            if (id.kind != StoredId::Kind::None && isInShare(id, share)) {
                const auto [place, isNew] = known.try_emplace(id, m_numbers.largest + 1);
                m_numbers.largest += isNew ? 1 : 0;
                m_numbers.ofSlot[slot] = place->second;
            }
            ++slot;
        }
        return {};
    }

    const ArchiveData& m_archive;
    Database& m_database;
    std::uint32_t m_shareRows;
    IdHash m_hash;
    std::vector<std::size_t> m_segments; ///< Those with request ids.
    std::uint32_t m_shares = 0;
    RequestNumbers m_numbers;
};

/// Calls `use(row)` for each, oldest first, until it says no.
template <typename Use>
void forEachRow(const RowSet& rows, Use use)
{
    if (const RowBits* bits = rows.bits()) {
        for (std::uint32_t row = bits->next(0, bits->size()); row < bits->size() && use(Row(row));)
            row = bits->next(row + 1, bits->size());
        return;
    }
    for (std::uint32_t i = 0; i < rows.size() && use(rows.at(i)); ++i) { }
}

} // namespace

Result<std::shared_ptr<const RequestNumbers>> numberRequests(
    const ArchiveData& archive, const Cancellation& cancellation, std::uint32_t shareRows)
{
    const auto database = archive.blocks().connect();
    if (!database)
        return database.error();
    RequestNumberer numberer(archive, **database, shareRows);
    numberer.chooseSegments();
    const Result<bool> whole = numberer.numberAll(cancellation);
    if (!whole)
        return whole.error();
    return *whole ? std::make_shared<const RequestNumbers>(numberer.take()) : nullptr;
}

Result<std::shared_ptr<const RequestGroups>> groupRows(const ArchiveData& archive, const RowSet& rows, const Cancellation& cancellation)
{
    const auto numbers = archive.requestNumbers(cancellation);
    if (!numbers)
        return numbers.error();
    if (!*numbers)
        return std::shared_ptr<const RequestGroups>();
    std::vector<std::uint32_t> requests(rows.size());
    std::uint32_t index = rows.size();
    forEachRow(rows, [&](Row row) {
        requests[--index] = (*numbers)->ofSlot[archive.slotOf(row)];
        return !cancellation.requested();
    });
    if (cancellation.requested())
        return std::shared_ptr<const RequestGroups>();
    return std::make_shared<const RequestGroups>(std::move(requests), (*numbers)->largest);
}

} // namespace auditlens
