// SPDX-License-Identifier: MIT
#pragma once

#include "formats/registry.h"
#include "input/layout.h"
#include "store/archive.h"
#include "store/blockstore.h"
#include "store/dictionary.h"
#include "store/eventfacts.h"
#include "store/foldedtable.h"
#include "store/requestnumbers.h"
#include "store/rowbits.h"
#include "store/segment.h"

#include <array>
#include <memory>
#include <mutex>
#include <vector>

namespace auditlens {

/// Everything an opened archive has in memory. A slot is a place in the segments, one behind the other; where the
/// segments do not overlap in time, slots and rows are the same.
class ArchiveData
{
public:
    static Result<std::unique_ptr<ArchiveData>> load(const QString& path, std::shared_ptr<const FormatRegistry> formats);

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
    const TextTable& table(DictionaryKind kind) const { return m_tables[std::size_t(kind)]; }
    const std::vector<std::shared_ptr<Segment>>& segments() const { return m_segments; }
    std::uint32_t base(std::size_t segment) const { return m_bases[segment]; }

    bool rowsAreSlots() const { return m_slotOfRow.empty() || size() == 0; }
    std::uint32_t slotOf(Row row) const { return m_slotOfRow.empty() ? std::uint32_t(row) : m_slotOfRow[std::uint32_t(row)]; }
    /// Linear where rows are not slots.
    Row rowOf(std::uint32_t slot) const;
    RowSet rowsAt(RowBits slots) const;
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
    std::array<std::string_view, 4> actor(std::uint32_t number) const;
    std::vector<std::uint32_t> changeSet(std::uint32_t number) const;

private:
    Result<void> read(Database& database);
    Result<void> checkKeys() const;
    void putInOrder();
    void mergeByTime();
    void fillInfo(Database& database);
    void prepareReadings();

    ArchiveInfo m_info;
    std::shared_ptr<const FormatRegistry> m_formats;
    std::vector<std::unique_ptr<Format>> m_profileFormats; ///< Made from the profiles that sources carry.
    std::vector<Reading> m_readings; ///< Per source.
    std::unique_ptr<BlockStore> m_blocks;
    std::array<TextTable, dictionaryCount> m_tables;
    std::vector<std::shared_ptr<Segment>> m_segments; ///< By their first event.
    std::vector<std::uint32_t> m_bases {0}; ///< First slot of each segment, and the end.
    std::vector<std::uint32_t> m_slotOfRow; ///< Empty when they are the same.
    mutable std::mutex m_mutex;
    mutable std::array<std::vector<Ids>, 2> m_ids;
    mutable std::array<std::unique_ptr<FoldedTable>, dictionaryCount> m_folded;
    mutable std::mutex m_requestMutex;
    mutable std::shared_ptr<const RequestNumbers> m_requests;
};

} // namespace auditlens
