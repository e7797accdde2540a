// SPDX-License-Identifier: MIT
#pragma once

#include "formats/registry.h"
#include "input/layout.h"
#include "store/archive.h"
#include "store/blockstore.h"
#include "store/eventfacts.h"
#include "store/foldedtable.h"
#include "store/pagedtable.h"
#include "store/requestnumbers.h"
#include "store/rowbits.h"
#include "store/segment.h"

#include <array>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <vector>

namespace auditlens {

/// Everything an opened archive has in memory. A slot is a place in the segments, one behind the other; where the
/// segments do not overlap in time, slots and rows are the same.
class ArchiveData
{
public:
    static Result<std::unique_ptr<ArchiveData>> load(const QString& path, std::shared_ptr<const FormatRegistry> formats);
    /// The same with what was committed since. Its segments stand behind the known ones, so that slots stay.
    Result<std::unique_ptr<ArchiveData>> grown() const;
    /// How many segments this had before it grew; nothing when it did not grow from there.
    std::optional<std::size_t> segmentsOf(const ArchiveData& earlier) const;

    struct Place
    {
        const Segment* segment = nullptr;
        std::uint32_t number = 0; ///< Of the segment.
        std::uint32_t row = 0; ///< In the segment.
    };

    std::uint32_t size() const { return m_bases.back(); }
    const ArchiveInfo& info() const { return m_info; }
    /// How the records of a source are read; the format is null when it is not known here.
    struct Reading
    {
        const Format* format = nullptr;
        Layout layout;
    };
    const Reading& reading(SourceId source) const { return m_readings[std::size_t(source)]; }
    const BlockStore& blocks() const { return *m_blocks; }
    const PagedTable& table(DictionaryKind kind) const { return m_tables[std::size_t(kind)]; }
    const Segments& segments() const { return m_segments; }
    std::uint32_t base(std::size_t segment) const { return m_bases[segment]; }
    /// How many events are earlier than this.
    std::uint32_t rowsBefore(Nanoseconds time) const;

    bool rowsAreSlots() const { return !m_slotOfRow; }
    std::uint32_t slotOf(Row row) const
    {
        const auto number = std::uint32_t(row);
        return m_slotOfRow && number < m_slotOfRow->size() ? (*m_slotOfRow)[number] : number;
    }
    /// Linear where rows are not slots.
    Row rowOf(std::uint32_t slot) const;
    RowSet rowsAt(RowBits slots) const;
    RowBits slotsOf(const RowSet& rows) const;
    Place placeOf(std::uint32_t slot) const;
    Nanoseconds timeAt(std::uint32_t slot) const;

    /// Ids of one segment in row order, read at the first use and kept.
    using Ids = std::shared_ptr<const std::vector<StoredId>>;
    Result<Ids> ids(ColumnKind kind, std::size_t segment) const;
    /// Made at the first use and kept, 4 bytes a row; who asks meanwhile waits. Null when cancelled.
    Result<std::shared_ptr<const RequestNumbers>> requestNumbers(const Cancellation& cancellation) const;

    struct EntityKey
    {
        std::uint32_t type = 0;
        std::string_view id;
    };
    /// What free words search in a dictionary: all of an actor's texts, of an entity only the id. Made at the first
    /// use and kept.
    const FoldedTable& folded(DictionaryKind kind) const;
    EntityKey entity(std::uint32_t number) const;
    /// Of every entity, by its number: where all are looked at, its key would be a walk through memory.
    std::span<const std::uint32_t> entityTypes() const { return m_entityTypes; }
    std::array<std::string_view, 4> actor(std::uint32_t number) const;
    std::vector<std::uint32_t> changeSet(std::uint32_t number) const;

private:
    using TableSizes = std::array<std::uint32_t, dictionaryCount>;

    Result<void> identify(Database& database);
    Result<void> read(Database& database);
    Result<void> checkKeys(const TableSizes& checked) const;
    void noteEntityTypes();
    void addSegments(Segments added);
    void putInOrder(std::size_t firstAdded);
    std::vector<std::uint32_t> mergedSlots(std::size_t first) const;
    void fillInfo(Database& database);
    void prepareReadings();

    ArchiveInfo m_info;
    std::shared_ptr<const FormatRegistry> m_formats;
    std::vector<std::shared_ptr<const Format>> m_profileFormats; ///< Made from the profiles that sources carry.
    std::vector<Reading> m_readings; ///< Per source.
    std::shared_ptr<const BlockStore> m_blocks;
    std::array<PagedTable, dictionaryCount> m_tables;
    std::int64_t m_lastDictionaryPart = 0;
    std::vector<std::uint32_t> m_entityTypes;
    Segments m_segments; ///< By their first event; those that came when it grew are behind the others.
    std::vector<std::uint32_t> m_bases {0}; ///< First slot of each segment, and the end.
    std::shared_ptr<const std::vector<std::uint32_t>> m_slotOfRow; ///< Null when they are the same; so are those behind its end.
    mutable std::mutex m_mutex;
    mutable std::array<std::vector<Ids>, 2> m_ids;
    mutable std::array<std::unique_ptr<FoldedTable>, dictionaryCount> m_folded;
    mutable std::mutex m_requestMutex;
    mutable std::shared_ptr<const RequestNumbers> m_requests;
};

} // namespace auditlens
