// SPDX-License-Identifier: MIT
#include "store/facets.h"

#include "base/fold.h"
#include "store/slotcounts.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>

namespace auditlens {

namespace {

using Counts = std::vector<std::uint64_t>; // One per dictionary entry.

/// Counts the numbers of a column among the slots.
Counts countNumbers(const ArchiveData& archive, const RowBits& slots, IntColumn Segment::*column, std::size_t numbers)
{
    const auto shares = countInShares(archive, [&](SegmentShare share) {
        Counts counts(numbers);
        for (std::size_t s = share.first; s < share.last; ++s) {
            const Segment& segment = *archive.segments()[s];
            (segment.*column).visit([&](const auto values) {
                if (values.empty())
                    forEachRow(slots, archive.base(s), segment.rows, [&](std::uint32_t) { ++counts[0]; });
                else
                    forEachRow(slots, archive.base(s), segment.rows, [&](std::uint32_t row) { ++counts[values[row]]; });
            });
        }
        return counts;
    });
    Counts sum(numbers);
    for (const Counts& counts : shares)
        std::ranges::transform(sum, counts, sum.begin(), std::plus<>());
    return sum;
}

/// Collects values and their counts; different entries of a dictionary may say the same.
class FacetMaker
{
public:
    FacetMaker(const ArchiveData& archive, const RowBits& slots, const FacetRequest& request)
        : m_archive(archive), m_slots(slots), m_request(request)
    {
        m_facet.field = request.field;
        m_facet.events = slots.count();
    }

    FacetCounts take() { return std::move(m_facet); }

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

    Counts entries(IntColumn Segment::*column, DictionaryKind kind) const
    {
        return countNumbers(m_archive, m_slots, column, m_archive.table(kind).size());
    }
    bool wanted(std::string_view text) const
    {
        return m_request.containing.empty() || folded(text).find(m_request.containing) != std::string::npos;
    }
    void addTexts(DictionaryKind kind, IntColumn Segment::*column);
    void addFlags(const std::function<std::string_view(const EventFlags&)>& text);
    void addUnique(const Counts& counts, const TextOf& text);
    void addMerged(const Counts& counts, const TextOf& text);

    const ArchiveData& m_archive;
    const RowBits& m_slots;
    const FacetRequest& m_request;
    FacetCounts m_facet;
};

bool isMoreFrequent(const std::pair<std::string, std::uint64_t>& a, const std::pair<std::string, std::uint64_t>& b)
{
    return a.second != b.second ? a.second > b.second : a.first < b.first;
}

// Every entry has a text of its own. Only what is shown gets its name: there may be millions.
void FacetMaker::addUnique(const Counts& counts, const TextOf& text)
{
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < counts.size(); ++i) {
        if (counts[i] > 0 && (m_request.containing.empty() || wanted(text(i))))
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

void FacetMaker::addMerged(const Counts& counts, const TextOf& text)
{
    std::map<std::string, std::uint64_t> merged;
    for (std::uint32_t i = 0; i < counts.size(); ++i) {
        if (counts[i] > 0)
            merged[text(i)] += counts[i];
    }
    if (const auto none = merged.find(std::string()); none != merged.end()) {
        m_facet.missing = none->second;
        merged.erase(none);
    }
    std::erase_if(merged, [&](const auto& entry) { return !wanted(entry.first); });
    m_facet.distinct = merged.size();
    m_facet.values.assign(merged.begin(), merged.end());
    std::ranges::sort(m_facet.values, isMoreFrequent);
    m_facet.values.resize(std::min(m_request.limit, m_facet.values.size()));
}

void FacetMaker::addTexts(DictionaryKind kind, IntColumn Segment::*column)
{
    addUnique(entries(column, kind), [&](std::uint32_t i) { return std::string(m_archive.table(kind).at(i)); });
}

void FacetMaker::actors()
{
    addMerged(entries(&Segment::actor, DictionaryKind::Actor), [&](std::uint32_t i) {
        const auto [id, name, fullName, email] = m_archive.actor(i);
        return std::string(!name.empty() ? name : !fullName.empty() ? fullName : !email.empty() ? email : id);
    });
}

void FacetMaker::types()
{
    const TextTable& names = m_archive.table(DictionaryKind::EntityType);
    const Counts objects = entries(&Segment::entity, DictionaryKind::Entity);
    Counts counts(names.size());
    for (std::uint32_t i = 0; i < objects.size(); ++i)
        counts[m_archive.entity(i).type] += objects[i];
    addMerged(counts, [&](std::uint32_t i) { return std::string(names.at(i)); });
}

void FacetMaker::objects()
{
    const TextTable& types = m_archive.table(DictionaryKind::EntityType);
    addUnique(entries(&Segment::entity, DictionaryKind::Entity), [&](std::uint32_t i) {
        const ArchiveData::EntityKey key = m_archive.entity(i);
        std::string text(types.at(key.type));
        return key.id.empty() ? text : text.append("#").append(key.id);
    });
}

void FacetMaker::sources()
{
    const auto& sources = m_archive.info().sources;
    addMerged(countNumbers(m_archive, m_slots, &Segment::source, sources.size()),
        [&](std::uint32_t i) { return sources[i].info.name; });
}

void FacetMaker::changedFields()
{
    const TextTable& names = m_archive.table(DictionaryKind::FieldName);
    const Counts sets = entries(&Segment::changes, DictionaryKind::ChangeSet);
    Counts counts(names.size());
    std::uint64_t without = 0;
    for (std::uint32_t set = 0; set < sets.size(); ++set) {
        const auto fields = m_archive.changeSet(set);
        without += fields.empty() ? sets[set] : 0;
        for (const std::uint32_t field : fields)
            counts[field] += sets[set];
    }
    addMerged(counts, [&](std::uint32_t i) { return std::string(names.at(i)); });
    m_facet.missing += without;
}

void FacetMaker::addFlags(const std::function<std::string_view(const EventFlags&)>& text)
{
    addMerged(countNumbers(m_archive, m_slots, &Segment::flags, EventFlags::valueCount),
        [&](std::uint32_t bits) { return std::string(text(EventFlags::unpacked(bits))); });
}

void FacetMaker::verbs()
{
    addFlags([](const EventFlags& flags) { return verbName(flags.verb); });
}

void FacetMaker::outcomes()
{
    addFlags([](const EventFlags& flags) { return outcomeName(flags.outcome); });
}

void FacetMaker::masked()
{
    addFlags([](const EventFlags& flags) { return std::string_view(flags.masked ? "true" : "false"); });
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
    return kindOf(name) != nullptr;
}

std::span<const Field> fieldsOfFacet(std::string_view name)
{
    const FacetKind* kind = kindOf(name);
    return kind ? std::span<const Field>(kind->fields) : std::span<const Field>();
}

FacetCounts countFacet(const ArchiveData& archive, const RowBits& slots, const FacetRequest& request)
{
    FacetMaker maker(archive, slots, request);
    if (const FacetKind* kind = kindOf(request.field))
        (maker.*kind->count)();
    return maker.take();
}

} // namespace auditlens
