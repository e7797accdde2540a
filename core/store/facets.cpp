// SPDX-License-Identifier: MIT
#include "store/facets.h"

#include "query/payloadpath.h"
#include "store/facetvalues.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <unordered_map>

namespace auditlens {

namespace {

using Counts = std::vector<std::uint32_t>; // One per dictionary entry; no archive has more rows.

// As many rows or fewer are counted one by one: an array of counts would cost more than they do.
constexpr std::uint32_t fewRows = 512;

constexpr std::size_t flagValues = verbCount; // No flag of an event has more.

/// Calls `use(number)` for the slots of the segments from `first` on.
template <typename Use>
void forEachNumber(const ArchiveData& archive, const RowBits& slots, std::size_t first, IntColumn Segment::*column, Use use)
{
    for (std::size_t s = first; s < archive.segments().size(); ++s) {
        const Segment& segment = *archive.segments()[s];
        (segment.*column).visit([&](const auto values) {
            if (values.empty())
                forEachRow(slots, archive.base(s), segment.rows, [&](std::uint32_t) { use(0); });
            else
                forEachRow(slots, archive.base(s), segment.rows, [&](std::uint32_t row) { use(std::size_t(values[row])); });
        });
    }
}

/// Counts the entries that the numbers of a column stand for, among the slots of the segments from `first` on.
template <typename Entry>
Counts countEntries(const ArchiveData& archive, const RowBits& slots, std::size_t first, IntColumn Segment::*column, std::size_t entries, Entry entry)
{
    Counts counts(entries);
    forEachNumber(archive, slots, first, column, [&, counter = counts.data()](std::size_t number) { ++counter[entry(number)]; });
    return counts;
}

/// Collects values and their counts; different entries of a dictionary may say the same.
class FacetMaker
{
public:
    FacetMaker(const ArchiveData& archive, const RowBits& slots, const FacetRequest& request, CountedBefore before)
        : m_archive(archive), m_slots(slots), m_request(request), m_first(before.segments), m_tally(std::move(before.tally))
    {
        m_facet.field = request.field;
    }

    FacetCounts take();

    void actions() { addTexts(DictionaryKind::Action, &Segment::action); }
    void tenants() { addTexts(DictionaryKind::Tenant, &Segment::tenant); }
    void addresses() { addTexts(DictionaryKind::Ip, &Segment::ip); }
    void actors();
    void types();
    void objects();
    void sources();
    void changedFields();
    void verbs();
    void outcomes();
    void masked();

private:
    using TextOf = std::function<std::string(std::uint32_t)>;
    using NameOf = std::function<std::string_view(std::uint32_t)>; ///< What it gives stays.

    std::uint32_t entries(DictionaryKind kind) const { return m_archive.table(kind).size(); }
    /// Adds what a column's numbers stand for, of so many entries, to the tally, each with `add(entry, events)`.
    template <typename Entry, typename Add>
    void tally(IntColumn Segment::*column, std::size_t entries, Entry entry, Add add);
    void tally(IntColumn Segment::*column, std::size_t numbers);
    void addTexts(DictionaryKind kind, IntColumn Segment::*column);
    template <typename Value>
    void addFlags(Value EventFlags::*flag, std::string_view (*text)(Value));
    void addUnique(const TextOf& text);
    void addMerged(const NameOf& name);

    const ArchiveData& m_archive;
    const RowBits& m_slots;
    const FacetRequest& m_request;
    const std::size_t m_first; ///< The first segment that is not in the tally.
    FacetTally m_tally;
    FacetCounts m_facet;
};

FacetCounts FacetMaker::take()
{
    m_facet.events = m_tally.events;
    m_facet.missing += m_tally.none;
    m_facet.tally = std::make_shared<const FacetTally>(std::move(m_tally));
    return std::move(m_facet);
}

template <typename Entry, typename Add>
void FacetMaker::tally(IntColumn Segment::*column, std::size_t entries, Entry entry, Add add)
{
    const auto addAll = [&](std::size_t which, std::uint64_t events) {
        m_tally.events += events;
        add(std::uint32_t(which), events);
    };
    if (m_archive.size() - m_archive.base(m_first) <= fewRows) {
        return forEachNumber(m_archive, m_slots, m_first, column, [&](std::size_t number) { addAll(entry(number), 1); });
    }
    const Counts counts = countEntries(m_archive, m_slots, m_first, column, entries, entry);
    for (std::size_t which = 0; which < entries; ++which) {
        if (counts[which] > 0)
            addAll(which, counts[which]);
    }
}

void FacetMaker::tally(IntColumn Segment::*column, std::size_t numbers)
{
    m_tally.counts.resize(numbers);
    tally(column, numbers, std::identity(), [this](std::uint32_t number, std::uint64_t events) { m_tally.counts[number] += events; });
}

// Every entry has a text of its own. Only what is shown gets its name: there may be millions.
void FacetMaker::addUnique(const TextOf& text)
{
    const auto& counts = m_tally.counts;
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < counts.size(); ++i) {
        if (counts[i] > 0 && (m_request.containing.empty() || isWanted(m_request, text(i))))
            order.push_back(i);
    }
    const auto missing = std::ranges::find_if(order, [&](std::uint32_t i) { return text(i).empty(); });
    if (missing != order.end()) {
        m_facet.missing = counts[*missing];
        order.erase(missing);
    }
    m_facet.distinct = order.size();
    const auto shown = order.begin() + std::ptrdiff_t(std::min(m_request.limit, order.size()));
    std::partial_sort(order.begin(), shown, order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return counts[a] != counts[b] ? counts[a] > counts[b] : text(a) < text(b);
    });
    std::for_each(order.begin(), shown, [&](std::uint32_t i) { m_facet.values.emplace_back(text(i), counts[i]); });
}

void FacetMaker::addMerged(const NameOf& name)
{
    const auto& counts = m_tally.counts;
    std::unordered_map<std::string_view, std::uint64_t> merged;
    for (std::uint32_t i = 0; i < counts.size(); ++i) {
        if (counts[i] > 0)
            merged[name(i)] += counts[i];
    }
    if (const auto none = merged.extract(std::string_view()))
        m_facet.missing = none.mapped();
    addValues(m_facet, m_request, {merged.begin(), merged.end()});
}

void FacetMaker::addTexts(DictionaryKind kind, IntColumn Segment::*column)
{
    tally(column, entries(kind));
    addUnique([&](std::uint32_t i) { return std::string(m_archive.table(kind).at(i)); });
}

void FacetMaker::actors()
{
    tally(&Segment::actor, entries(DictionaryKind::Actor));
    addMerged([&](std::uint32_t i) {
        const auto [id, name, fullName, email] = m_archive.actor(i);
        return !name.empty() ? name : !fullName.empty() ? fullName : !email.empty() ? email : id;
    });
}

void FacetMaker::types()
{
    const PagedTable& names = m_archive.table(DictionaryKind::EntityType);
    const std::span<const std::uint32_t> types = m_archive.entityTypes();
    m_tally.counts.resize(names.size());
    tally(&Segment::entity, names.size(), [&](std::size_t object) { return types[object]; },
        [&](std::uint32_t type, std::uint64_t events) { m_tally.counts[type] += events; });
    addMerged([&](std::uint32_t i) { return names.at(i); });
}

void FacetMaker::objects()
{
    const PagedTable& types = m_archive.table(DictionaryKind::EntityType);
    tally(&Segment::entity, entries(DictionaryKind::Entity));
    addUnique([&](std::uint32_t i) {
        const ArchiveData::EntityKey key = m_archive.entity(i);
        std::string text(types.at(key.type));
        return key.id.empty() ? text : text.append("#").append(key.id);
    });
}

void FacetMaker::sources()
{
    const auto& sources = m_archive.info().sources;
    tally(&Segment::source, sources.size());
    addMerged([&](std::uint32_t i) { return std::string_view(sources[i].info.name); });
}

void FacetMaker::changedFields()
{
    const PagedTable& names = m_archive.table(DictionaryKind::FieldName);
    m_tally.counts.resize(names.size());
    tally(&Segment::changes, entries(DictionaryKind::ChangeSet), std::identity(), [&](std::uint32_t set, std::uint64_t events) {
        const auto fields = m_archive.changeSet(set);
        m_tally.none += fields.empty() ? events : 0;
        for (const std::uint32_t field : fields)
            m_tally.counts[field] += events;
    });
    addMerged([&](std::uint32_t i) { return names.at(i); });
}

template <typename Value>
void FacetMaker::addFlags(Value EventFlags::*flag, std::string_view (*text)(Value))
{
    m_tally.counts.resize(flagValues);
    tally(&Segment::flags, EventFlags::valueCount, std::identity(),
        [&](std::uint32_t bits, std::uint64_t events) { m_tally.counts[std::size_t(EventFlags::unpacked(bits).*flag)] += events; });
    addMerged([&](std::uint32_t value) { return text(Value(value)); });
}

void FacetMaker::verbs()
{
    addFlags(&EventFlags::verb, &verbName);
}

void FacetMaker::outcomes()
{
    addFlags(&EventFlags::outcome, &outcomeName);
}

void FacetMaker::masked()
{
    addFlags(&EventFlags::masked, +[](bool masked) { return std::string_view(masked ? "true" : "false"); });
}

/// A facet, and the fields by which a query chooses among its values.
struct FacetKind
{
    std::string_view name;
    void (FacetMaker::*count)();
    std::vector<Field> fields;
};

const std::vector<FacetKind>& facetKinds()
{
    static const std::vector<FacetKind> kinds {
        {"action", &FacetMaker::actions, {Field::Action, Field::Verb}},
        {"verb", &FacetMaker::verbs, {Field::Verb, Field::Action}},
        {"outcome", &FacetMaker::outcomes, {Field::Outcome}},
        {"actor", &FacetMaker::actors, {Field::Actor}},
        {"entity", &FacetMaker::types, {Field::EntityType, Field::Entity}},
        {"object", &FacetMaker::objects, {Field::Entity, Field::EntityType, Field::EntityId}},
        {"tenant", &FacetMaker::tenants, {Field::Tenant}},
        {"ip", &FacetMaker::addresses, {Field::Ip}},
        {"source", &FacetMaker::sources, {Field::Source}},
        {"changed", &FacetMaker::changedFields, {Field::Changed}},
        {"masked", &FacetMaker::masked, {Field::Masked}},
    };
    return kinds;
}

const FacetKind* kindOf(std::string_view name)
{
    const auto found = std::ranges::find(facetKinds(), name, &FacetKind::name);
    return found == facetKinds().end() ? nullptr : &*found;
}

} // namespace

const std::vector<std::string_view>& facetFields()
{
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> all;
        std::ranges::transform(facetKinds(), std::back_inserter(all), &FacetKind::name);
        return all;
    }();
    return names;
}

bool isFacetField(std::string_view name)
{
    return kindOf(name) != nullptr || isPayloadPath(name);
}

std::span<const Field> fieldsOfFacet(std::string_view name)
{
    const FacetKind* kind = kindOf(name);
    return kind ? std::span<const Field>(kind->fields) : std::span<const Field>();
}

FacetCounts countFacet(const ArchiveData& archive, const RowBits& slots, const FacetRequest& request, CountedBefore before)
{
    FacetMaker maker(archive, slots, request, std::move(before));
    if (const FacetKind* kind = kindOf(request.field))
        (maker.*kind->count)();
    return maker.take();
}

} // namespace auditlens
