// SPDX-License-Identifier: MIT
#include "store/columntest.h"

#include <algorithm>

namespace auditlens {

namespace {

/// Works one term out, once per dictionary entry.
class TestMaker
{
public:
    TestMaker(const ArchiveData& archive, const BoundQuery::Node& term) : m_archive(archive), m_term(term) { }

    ColumnTest texts(DictionaryKind kind, IntColumn Segment::*column) const
    {
        const PagedTable& table = m_archive.table(kind);
        return numbers(column, table.size(), [&](std::uint32_t i) { return value(table.at(i)); });
    }

    ColumnTest addresses() const
    {
        const PagedTable& table = m_archive.table(DictionaryKind::Ip);
        return numbers(&Segment::ip, table.size(), [&](std::uint32_t i) { return addressMatches(m_term, table.at(i)); });
    }

    ColumnTest sources() const
    {
        const auto& sources = m_archive.info().sources;
        return numbers(&Segment::source, sources.size(), [&](std::uint32_t i) { return value(sources[i].info.name); });
    }

    ColumnTest actors() const
    {
        return numbers(&Segment::actor, m_archive.table(DictionaryKind::Actor).size(), [&](std::uint32_t i) {
            return std::ranges::any_of(m_archive.actor(i), [&](std::string_view text) { return value(text); });
        });
    }

    ColumnTest entityTypes() const
    {
        const PagedTable& types = m_archive.table(DictionaryKind::EntityType);
        const auto accepted = acceptedAmong(types.size(), [&](std::uint32_t i) { return entityTypeMatches(m_term, types.at(i)); });
        return entities([&](const ArchiveData::EntityKey& key) { return accepted[key.type] != 0; });
    }

    ColumnTest entityIds() const
    {
        return entities([&](const ArchiveData::EntityKey& key) { return value(key.id); });
    }

    ColumnTest wholeEntities() const
    {
        const PagedTable& types = m_archive.table(DictionaryKind::EntityType);
        EntityRef entity;
        return entities([&](const ArchiveData::EntityKey& key) {
            entity.type = types.at(key.type);
            entity.id = key.id;
            return entityMatches(m_term, entity);
        });
    }

    ColumnTest changedFields() const
    {
        const PagedTable& fields = m_archive.table(DictionaryKind::FieldName);
        const auto accepted = acceptedAmong(fields.size(), [&](std::uint32_t i) { return value(fields.at(i)); });
        return numbers(&Segment::changes, m_archive.table(DictionaryKind::ChangeSet).size(), [&](std::uint32_t i) {
            return std::ranges::any_of(m_archive.changeSet(i), [&](std::uint32_t field) { return accepted[field] != 0; });
        });
    }

    template <typename Text>
    ColumnTest flags(EventFlags::Bits bits, Text text) const
    {
        const auto accept = [&](std::uint32_t i) { return value(text(EventFlags::unpacked(i << bits.shift))); };
        return AcceptedNumbers {&Segment::flags, acceptedAmong(bits.count(), accept), bits.shift, bits.count() - 1};
    }

    ColumnTest times() const { return AcceptedTimes {m_term.begin, m_term.end}; }
    ColumnTest clocks() const { return m_term.clock ? ColumnTest(*m_term.clock) : ColumnTest(false); }

private:
    bool value(std::string_view text) const { return valueMatches(m_term, text); }

    template <typename Accept>
    static ColumnTest numbers(IntColumn Segment::*column, std::size_t count, Accept accept)
    {
        return AcceptedNumbers {column, acceptedAmong(count, accept)};
    }

    template <typename Accept>
    ColumnTest entities(Accept accept) const
    {
        return numbers(&Segment::entity, m_archive.table(DictionaryKind::Entity).size(),
            [&](std::uint32_t i) { return accept(m_archive.entity(i)); });
    }

    const ArchiveData& m_archive;
    const BoundQuery::Node& m_term;
};

std::string_view yesNo(bool yes)
{
    return yes ? "true" : "false";
}

// Whole words where most rows are candidates, single rows where few are.
template <typename Accept>
RowBits rowsWhere(const RowBits& candidates, Accept accept)
{
    constexpr int few = 16;
    RowBits found(candidates.size());
    for (std::size_t w = 0; w < candidates.words(); ++w) {
        const std::uint64_t wanted = candidates.word(w);
        const auto first = std::uint32_t(w * 64);
        std::uint64_t accepted = 0;
        if (std::popcount(wanted) < few) {
            for (std::uint64_t left = wanted; left != 0; left &= left - 1)
                accepted |= std::uint64_t(accept(first + unsigned(std::countr_zero(left)))) << std::countr_zero(left);
        } else {
            const std::uint32_t count = std::min(64u, candidates.size() - first);
            for (std::uint32_t i = 0; i < count; ++i)
                accepted |= std::uint64_t(accept(first + i)) << i;
        }
        found.setWord(w, accepted & wanted);
    }
    return found;
}

RowBits passingTest(const AcceptedNumbers& test, const Segment& segment, const RowBits& candidates)
{
    const std::uint8_t* const accepted = test.accepted.data();
    RowBits found(0);
    (segment.*test.column).visit([&](const auto values) {
        if (values.empty())
            found = accepted[0] != 0 ? candidates : RowBits(candidates.size());
        else if (test.shift == 0)
            found = rowsWhere(candidates, [&](std::uint32_t row) { return accepted[values[row]] != 0; });
        else
            found = rowsWhere(candidates, [&](std::uint32_t row) { return accepted[values[row] >> test.shift & test.mask] != 0; });
    });
    return found;
}

RowBits passingTest(const AcceptedTimes& test, const Segment& segment, const RowBits& candidates)
{
    const auto place = [&](Nanoseconds time) {
        return std::uint32_t(std::ranges::lower_bound(segment.time, time) - segment.time.begin());
    };
    RowBits found(candidates.size());
    found.setRange(place(test.begin), std::max(place(test.begin), place(test.end)));
    return found &= candidates;
}

RowBits passingTest(const ClockTest& test, const Segment& segment, const RowBits& candidates)
{
    ZoneClock::Hint hint;
    return rowsWhere(candidates, [&](std::uint32_t row) { return test.accepts(segment.time[row], hint); });
}

RowBits passingTest(bool every, const Segment&, const RowBits& candidates)
{
    return every ? candidates : RowBits(candidates.size());
}

} // namespace

std::optional<ColumnTest> columnTest(const ArchiveData& archive, const BoundQuery::Node& term)
{
    const TestMaker maker(archive, term);
    switch (term.field) {
    case Field::Action:
        return maker.texts(DictionaryKind::Action, &Segment::action);
    case Field::Tenant:
        return maker.texts(DictionaryKind::Tenant, &Segment::tenant);
    case Field::Ip:
        return maker.addresses();
    case Field::Source:
        return maker.sources();
    case Field::Actor:
        return maker.actors();
    case Field::EntityType:
        return maker.entityTypes();
    case Field::EntityId:
        return maker.entityIds();
    case Field::Entity:
        return maker.wholeEntities();
    case Field::Changed:
        return maker.changedFields();
    case Field::Verb:
        return maker.flags(EventFlags::verbBits, [](const EventFlags& flags) { return verbName(flags.verb); });
    case Field::Outcome:
        return maker.flags(EventFlags::outcomeBits, [](const EventFlags& flags) { return outcomeName(flags.outcome); });
    case Field::Masked:
        return maker.flags(EventFlags::maskedBits, [](const EventFlags& flags) { return yesNo(flags.masked); });
    case Field::HasChanges:
        return maker.flags(EventFlags::hasChangesBits, [](const EventFlags& flags) { return yesNo(flags.hasChanges); });
    case Field::Time:
        return maker.times();
    case Field::Hour:
    case Field::Weekday:
        return maker.clocks();
    case Field::Tag:
        return ColumnTest(false); // Nothing is tagged yet.
    default:
        return {};
    }
}

RowBits passing(const ColumnTest& test, const Segment& segment, const RowBits& candidates)
{
    return std::visit([&](const auto& kind) { return passingTest(kind, segment, candidates); }, test);
}

} // namespace auditlens
