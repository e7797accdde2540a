// SPDX-License-Identifier: MIT
#include "store/objects.h"

#include "store/columntest.h"

#include <algorithm>
#include <unordered_map>

namespace auditlens {

namespace {

std::optional<std::uint32_t> entryOf(const PagedTable& table, std::string_view text)
{
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        if (table.at(i) == text)
            return i;
    }
    return {};
}

std::optional<std::uint32_t> objectEntry(const ArchiveData& archive, std::string_view type, std::string_view id)
{
    const auto typeEntry = entryOf(archive.table(DictionaryKind::EntityType), type);
    const std::uint32_t count = typeEntry ? archive.table(DictionaryKind::Entity).size() : 0;
    for (std::uint32_t i = 0; i < count; ++i) {
        const ArchiveData::EntityKey key = archive.entity(i);
        if (key.type == *typeEntry && key.id == id)
            return i;
    }
    return {};
}

std::uint64_t entityAt(const ArchiveData& archive, Row row)
{
    const ArchiveData::Place place = archive.placeOf(archive.slotOf(row));
    return place.segment->entity.at(place.row);
}

} // namespace

RowSet rowsOfObject(const ArchiveData& archive, std::string_view type, std::string_view id)
{
    const auto entry = objectEntry(archive, type, id);
    if (!entry)
        return {};
    const auto isObject = [&](std::uint32_t number) { return number == *entry; };
    const ColumnTest test = AcceptedNumbers {&Segment::entity, acceptedAmong(archive.table(DictionaryKind::Entity).size(), isObject)};
    RowBits slots(archive.size());
    for (std::size_t s = 0; s < archive.segments().size(); ++s) {
        const Segment& segment = *archive.segments()[s];
        RowBits every(segment.rows);
        every.setRange(0, segment.rows);
        slots.addAt(archive.base(s), passing(test, segment, every));
    }
    return archive.rowsAt(slots);
}

std::vector<ObjectCount> objectsOf(const ArchiveData& archive, const RowSet& rows, std::size_t limit)
{
    std::unordered_map<std::uint32_t, std::uint64_t> counts;
    for (std::uint32_t i = 0; i < rows.size(); ++i)
        ++counts[std::uint32_t(entityAt(archive, rows.at(i)))];
    std::vector<ObjectCount> objects;
    for (const auto& [entry, events] : counts) {
        const ArchiveData::EntityKey key = archive.entity(entry);
        objects.push_back({std::string(archive.table(DictionaryKind::EntityType).at(key.type)), std::string(key.id), events});
    }
    std::ranges::sort(objects, [](const ObjectCount& a, const ObjectCount& b) {
        return std::tie(b.events, a.type, a.id) < std::tie(a.events, b.type, b.id);
    });
    objects.resize(std::min(objects.size(), limit));
    return objects;
}

} // namespace auditlens
