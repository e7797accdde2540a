// SPDX-License-Identifier: MIT
#include "store/columnterms.h"

#include "store/columnscan.h"

namespace auditlens {

namespace {

using Accepted = std::vector<std::uint8_t>; // One per dictionary entry.

/// Answers one term: first once per dictionary entry, then row by row.
class ColumnTerm
{
public:
    ColumnTerm(const ArchiveData& archive, const BoundQuery::Node& term, const RowBits& candidates)
        : m_archive(archive), m_term(term), m_candidates(candidates)
    {
    }

    RowBits texts(DictionaryKind kind, IntColumn Segment::*column) const
    {
        return entries(m_archive.table(kind).size(), column,
            [&](std::uint32_t i) { return value(m_archive.table(kind).at(i)); });
    }

    RowBits addresses() const
    {
        const TextTable& table = m_archive.table(DictionaryKind::Ip);
        return entries(table.size(), &Segment::ip, [&](std::uint32_t i) { return addressMatches(m_term, table.at(i)); });
    }

    RowBits times() const
    {
        RowBits found = rowsBetween(m_archive, m_term.begin, m_term.end);
        found &= m_candidates;
        return found;
    }

    RowBits clocks() const
    {
        RowBits found(m_candidates.size());
        ZoneClock::Hint hint;
        for (std::size_t s = 0; m_term.clock && s < m_archive.segments().size(); ++s) {
            const auto& time = m_archive.segments()[s]->time;
            const std::uint32_t base = m_archive.base(s);
            const std::uint32_t end = base + std::uint32_t(time.size());
            for (std::uint32_t slot = m_candidates.next(base, end); slot < end; slot = m_candidates.next(slot + 1, end)) {
                if (m_term.clock->accepts(time[slot - base], hint))
                    found.set(slot);
            }
        }
        return found;
    }

    /// What is the same for every event.
    RowBits everywhere(std::string_view text) const { return value(text) ? m_candidates : RowBits(m_candidates.size()); }

    RowBits sources() const
    {
        const auto& sources = m_archive.info().sources;
        return entries(std::uint32_t(sources.size()), &Segment::source,
            [&](std::uint32_t i) { return value(sources[i].info.name); });
    }

    RowBits actors() const
    {
        return entries(m_archive.table(DictionaryKind::Actor).size(), &Segment::actor, [&](std::uint32_t i) {
            return std::ranges::any_of(m_archive.actor(i), [&](std::string_view text) { return value(text); });
        });
    }

    RowBits entityTypes() const
    {
        const TextTable& types = m_archive.table(DictionaryKind::EntityType);
        const Accepted accepted = perEntry(types.size(),
            [&](std::uint32_t i) { return entityTypeMatches(m_term, types.at(i)); });
        return entities([&](const ArchiveData::EntityKey& key) { return accepted[key.type] != 0; });
    }

    RowBits entityIds() const
    {
        return entities([&](const ArchiveData::EntityKey& key) { return value(key.id); });
    }

    RowBits wholeEntities() const
    {
        const TextTable& types = m_archive.table(DictionaryKind::EntityType);
        EntityRef entity;
        return entities([&](const ArchiveData::EntityKey& key) {
            entity.type = types.at(key.type);
            entity.id = key.id;
            return entityMatches(m_term, entity);
        });
    }

    RowBits changedFields() const
    {
        const TextTable& fields = m_archive.table(DictionaryKind::FieldName);
        const Accepted accepted = perEntry(fields.size(), [&](std::uint32_t i) { return value(fields.at(i)); });
        return entries(m_archive.table(DictionaryKind::ChangeSet).size(), &Segment::changes, [&](std::uint32_t i) {
            return std::ranges::any_of(m_archive.changeSet(i), [&](std::uint32_t field) { return accepted[field] != 0; });
        });
    }

    template <typename Text>
    RowBits flags(Text text) const
    {
        return rows(&Segment::flags, [&](std::uint64_t bits) { return value(text(EventFlags::unpacked(std::uint32_t(bits)))); });
    }

private:
    bool value(std::string_view text) const { return valueMatches(m_term, text); }

    template <typename Accept>
    static Accepted perEntry(std::uint32_t count, Accept accept)
    {
        Accepted accepted(count);
        for (std::uint32_t i = 0; i < count; ++i)
            accepted[i] = accept(i);
        return accepted;
    }

    template <typename Accept>
    RowBits entries(std::uint32_t count, IntColumn Segment::*column, Accept accept) const
    {
        const Accepted accepted = perEntry(count, accept);
        return rows(column, [&](std::uint64_t entry) { return accepted[entry] != 0; });
    }

    template <typename Accept>
    RowBits entities(Accept accept) const
    {
        return entries(m_archive.table(DictionaryKind::Entity).size(), &Segment::entity,
            [&](std::uint32_t i) { return accept(m_archive.entity(i)); });
    }

    template <typename Accept>
    RowBits rows(IntColumn Segment::*column, Accept accept) const
    {
        return rowsWhere(m_archive, m_candidates, column, accept);
    }

    const ArchiveData& m_archive;
    const BoundQuery::Node& m_term;
    const RowBits& m_candidates;
};

std::string_view yesNo(bool yes)
{
    return yes ? "true" : "false";
}

} // namespace

std::optional<RowBits> columnMatches(const ArchiveData& archive, const BoundQuery::Node& term, const RowBits& candidates)
{
    const ColumnTerm column(archive, term, candidates);
    switch (term.field) {
    case Field::Action:
        return column.texts(DictionaryKind::Action, &Segment::action);
    case Field::Tenant:
        return column.texts(DictionaryKind::Tenant, &Segment::tenant);
    case Field::Ip:
        return column.addresses();
    case Field::Source:
        return column.sources();
    case Field::Actor:
        return column.actors();
    case Field::EntityType:
        return column.entityTypes();
    case Field::EntityId:
        return column.entityIds();
    case Field::Entity:
        return column.wholeEntities();
    case Field::Changed:
        return column.changedFields();
    case Field::Verb:
        return column.flags([](const EventFlags& flags) { return verbName(flags.verb); });
    case Field::Outcome:
        return column.flags([](const EventFlags& flags) { return outcomeName(flags.outcome); });
    case Field::Masked:
        return column.flags([](const EventFlags& flags) { return yesNo(flags.masked); });
    case Field::HasChanges:
        return column.flags([](const EventFlags& flags) { return yesNo(flags.hasChanges); });
    case Field::Time:
        return column.times();
    case Field::Hour:
    case Field::Weekday:
        return column.clocks();
    case Field::Verified:
        return column.everywhere(integrityName(Integrity::Unknown)); // Nothing is verified yet.
    case Field::Tag:
        return RowBits(candidates.size()); // Nor tagged.
    default:
        return {};
    }
}

} // namespace auditlens
