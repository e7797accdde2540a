// SPDX-License-Identifier: MIT
#include "store/valuecounts.h"

#include <algorithm>
#include <map>

namespace auditlens {

namespace {

using Counts = std::vector<std::uint64_t>;
using Values = std::map<std::string, std::uint64_t, std::less<>>;

Counts countEntries(const ArchiveData& archive, IntColumn Segment::*column, std::size_t entries)
{
    Counts counts(entries);
    for (const auto& segment : archive.segments()) {
        ((*segment).*column).visit([&](const auto values) {
            if (values.empty())
                counts[0] += segment->rows;
            for (const auto value : values)
                ++counts[value];
        });
    }
    return counts;
}

template <typename Text>
Values named(const Counts& counts, Text text)
{
    Values values;
    for (std::uint32_t i = 0; i < counts.size(); ++i) {
        if (counts[i] > 0)
            values[std::string(text(i))] += counts[i];
    }
    return values;
}

Values texts(const ArchiveData& archive, DictionaryKind kind, IntColumn Segment::*column)
{
    const TextTable& table = archive.table(kind);
    return named(countEntries(archive, column, table.size()), [&](std::uint32_t i) { return table.at(i); });
}

Values actors(const ArchiveData& archive)
{
    const Counts counts = countEntries(archive, &Segment::actor, archive.table(DictionaryKind::Actor).size());
    return named(counts, [&](std::uint32_t i) {
        const auto [id, name, fullName, email] = archive.actor(i);
        return !name.empty() ? name : !fullName.empty() ? fullName : !email.empty() ? email : id;
    });
}

template <typename Text>
Values entities(const ArchiveData& archive, Text text)
{
    const Counts counts = countEntries(archive, &Segment::entity, archive.table(DictionaryKind::Entity).size());
    return named(counts, [&](std::uint32_t i) { return text(archive.entity(i)); });
}

Values changed(const ArchiveData& archive)
{
    const Counts sets = countEntries(archive, &Segment::changes, archive.table(DictionaryKind::ChangeSet).size());
    const TextTable& fields = archive.table(DictionaryKind::FieldName);
    Counts counts(fields.size());
    for (std::uint32_t i = 0; i < sets.size(); ++i) {
        for (const std::uint32_t field : archive.changeSet(i))
            counts[field] += sets[i];
    }
    return named(counts, [&](std::uint32_t i) { return fields.at(i); });
}

template <typename Text>
Values flags(const ArchiveData& archive, Text text)
{
    Values values;
    for (const auto& segment : archive.segments()) {
        for (std::uint32_t row = 0; row < segment->rows; ++row)
            ++values[std::string(text(EventFlags::unpacked(std::uint32_t(segment->flags.at(row)))))];
    }
    return values;
}

Values valuesOf(const ArchiveData& archive, std::string_view field)
{
    const TextTable& types = archive.table(DictionaryKind::EntityType);
    if (field == "action")
        return texts(archive, DictionaryKind::Action, &Segment::action);
    if (field == "tenant")
        return texts(archive, DictionaryKind::Tenant, &Segment::tenant);
    if (field == "ip")
        return texts(archive, DictionaryKind::Ip, &Segment::ip);
    if (field == "actor")
        return actors(archive);
    if (field == "entity" || field == "type" || field == "entity.type")
        return entities(archive, [&](const ArchiveData::EntityKey& key) { return types.at(key.type); });
    if (field == "entity.id")
        return entities(archive, [](const ArchiveData::EntityKey& key) { return key.id; });
    if (field == "changed")
        return changed(archive);
    if (field == "verb")
        return flags(archive, [](const EventFlags& facts) { return verbName(facts.verb); });
    if (field == "outcome")
        return flags(archive, [](const EventFlags& facts) { return outcomeName(facts.outcome); });
    Values sources;
    if (field == "source") {
        for (const StoredSource& source : archive.info().sources)
            sources[source.info.name] += source.events;
    }
    return sources;
}

} // namespace

std::vector<std::pair<std::string, std::uint64_t>> valueCounts(const ArchiveData& archive, std::string_view field, std::size_t limit)
{
    Values values = valuesOf(archive, field);
    values.erase(std::string());
    std::vector<std::pair<std::string, std::uint64_t>> counts(values.begin(), values.end());
    std::ranges::stable_sort(counts, std::greater<>(), [](const auto& count) { return count.second; });
    counts.resize(std::min(counts.size(), limit));
    return counts;
}

} // namespace auditlens
