// SPDX-License-Identifier: MIT
#include "store/archivedata.h"

#include "base/text.h"
#include "profiles/profileformat.h"
#include "store/archivetables.h"
#include "store/bytes.h"
#include "store/schema.h"
#include "store/unfinished.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <numeric>
#include <tuple>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Archive)
};

using Key = std::tuple<Nanoseconds, std::uint64_t, std::uint64_t, std::uint64_t>;

// The order of events; see before(). Of segments that were just read.
Key keyOf(const Segment& segment, std::uint32_t row)
{
    return {segment.time[row], segment.source.at(row), segment.ordinal[row], segment.part.at(row)};
}

bool isActor(std::string_view key)
{
    ByteReader reader(key);
    for (int i = 0; i < 4; ++i)
        reader.bytes(reader.varint());
    return reader.ok() && reader.atEnd();
}

template <typename Good>
bool allGood(const PagedTable& table, std::uint32_t first, Good good)
{
    for (std::uint32_t i = first; i < table.size(); ++i) {
        if (!good(table.at(i)))
            return false;
    }
    return true;
}

} // namespace

Result<std::unique_ptr<ArchiveData>> ArchiveData::load(const QString& path, std::shared_ptr<const FormatRegistry> formats)
{
    if (!QFileInfo::exists(path)) {
        return Error {Tr::tr("Cannot open the archive \"%1\".").arg(QFileInfo(path).fileName()), Tr::tr("There is no such file."),
            path, Tr::tr("Check the name, or import a file first to make the archive.")};
    }
    takeBackUnfinished(path);
    auto database = Database::open(path, Database::Mode::ReadOnly);
    if (!database)
        return database.error();
    // One transaction, so that all tables show the same commit while somebody writes.
    if (const auto begun = (*database)->execute("BEGIN"); !begun)
        return begun.error();
    const auto version = checkedSchema(**database);
    if (!version)
        return version.error();
    auto data = std::make_unique<ArchiveData>();
    data->m_info.path = path;
    data->m_info.schemaVersion = *version;
    data->m_formats = std::move(formats);
    if (const auto done = data->identify(**database); !done)
        return done.error();
    if (const auto done = data->read(**database); !done)
        return done.error();
    return data;
}

Result<std::unique_ptr<ArchiveData>> ArchiveData::grown() const
{
    auto database = m_blocks->connect();
    if (!database)
        return database.error();
    if (const auto begun = (*database)->execute("BEGIN"); !begun)
        return begun.error();
    auto data = std::make_unique<ArchiveData>();
    data->m_info.path = m_info.path;
    data->m_info.id = m_info.id;
    data->m_info.schemaVersion = m_info.schemaVersion;
    data->m_formats = m_formats;
    data->m_profileFormats = m_profileFormats;
    data->m_readings = m_readings;
    data->m_blocks = m_blocks;
    data->m_tables = m_tables;
    data->m_lastDictionaryPart = m_lastDictionaryPart;
    data->m_entityTypes = m_entityTypes;
    data->m_segments = m_segments;
    data->m_bases = m_bases;
    data->m_slotOfRow = m_slotOfRow;
    {
        const std::lock_guard guard(m_mutex);
        data->m_ids = m_ids;
        for (std::size_t kind = 0; kind < dictionaryCount; ++kind) {
            if (m_folded[kind])
                data->m_folded[kind] = std::make_unique<FoldedTable>(*m_folded[kind]);
        }
    }
    if (const auto done = data->read(**database); !done)
        return done.error();
    return data;
}

std::optional<std::size_t> ArchiveData::segmentsOf(const ArchiveData& earlier) const
{
    const std::size_t count = earlier.m_segments.size();
    const bool same = count <= m_segments.size() && std::equal(earlier.m_segments.begin(), earlier.m_segments.end(), m_segments.begin());
    return same ? std::optional(count) : std::nullopt;
}

Result<void> ArchiveData::identify(Database& database)
{
    auto id = database.prepare("SELECT value FROM meta WHERE key = 'id'");
    if (!id)
        return id.error();
    if (const auto row = id->step(); !row || !*row)
        return row ? damagedError(database.path(), Tr::tr("the archive's id")) : row.error();
    m_info.id = id->text(0);
    m_blocks = std::make_shared<const BlockStore>(database.path(), m_info.id);
    return {};
}

// What is not known yet; of an archive that is just opened that is everything.
Result<void> ArchiveData::read(Database& database)
{
    auto sources = readSources(database);
    if (!sources)
        return sources.error();
    m_info.sources = std::move(*sources);
    prepareReadings();
    TableSizes checked;
    std::ranges::transform(m_tables, checked.begin(), &PagedTable::size);
    if (const auto done = readDictionaries(database, m_tables, m_lastDictionaryPart); !done)
        return done;
    if (const auto done = checkKeys(checked); !done)
        return done;
    noteEntityTypes();
    const auto entries = [this](DictionaryKind kind) { return std::uint64_t(table(kind).size()); };
    const ColumnLimits limits {m_info.sources.size(), entries(DictionaryKind::Action), entries(DictionaryKind::Tenant),
        entries(DictionaryKind::Ip), entries(DictionaryKind::Actor), entries(DictionaryKind::Entity), entries(DictionaryKind::ChangeSet)};
    auto segments = readSegments(database, limits, m_segments);
    if (!segments)
        return segments.error();
    addSegments(std::move(*segments));
    fillInfo(database);
    return {};
}

// An archive explains itself: the profile it was imported with wins over one of the same name that is here now.
void ArchiveData::prepareReadings()
{
    for (std::size_t i = m_readings.size(); i < m_info.sources.size(); ++i) {
        const StoredSource& source = m_info.sources[i];
        Reading reading {m_formats->find(source.info.format), layoutFromJson(source.info.layout)};
        if (!source.info.profile.empty()) {
            if (auto profile = MappingProfile::parse(source.info.profile, toQString(source.info.format))) {
                m_profileFormats.push_back(makeProfileFormat(std::move(*profile)));
                reading.format = m_profileFormats.back().get();
            }
        }
        m_readings.push_back(std::move(reading));
    }
}

// Composite keys are taken apart later without further checks.
Result<void> ArchiveData::checkKeys(const TableSizes& checked) const
{
    const auto allNewGood = [&](DictionaryKind kind, auto good) { return allGood(table(kind), checked[std::size_t(kind)], good); };
    const std::uint32_t types = table(DictionaryKind::EntityType).size();
    const std::uint32_t fields = table(DictionaryKind::FieldName).size();
    const bool entities = allNewGood(DictionaryKind::Entity, [&](std::string_view key) {
        return key.size() >= sizeof types && ByteReader(key).number<std::uint32_t>() < types;
    });
    const bool changes = allNewGood(DictionaryKind::ChangeSet, [&](std::string_view key) {
        ByteReader reader(key);
        while (!reader.atEnd()) {
            if (reader.number<std::uint32_t>() >= fields || !reader.ok())
                return false;
        }
        return true;
    });
    if (!entities || !changes || !allNewGood(DictionaryKind::Actor, isActor))
        return damagedError(m_info.path, Tr::tr("a dictionary"));
    return {};
}

void ArchiveData::noteEntityTypes()
{
    const std::uint32_t entities = table(DictionaryKind::Entity).size();
    m_entityTypes.reserve(entities);
    for (auto i = std::uint32_t(m_entityTypes.size()); i < entities; ++i)
        m_entityTypes.push_back(entity(i).type);
}

void ArchiveData::addSegments(Segments added)
{
    std::ranges::sort(added, {}, [](const auto& segment) { return keyOf(*segment, 0); });
    const std::size_t known = m_segments.size();
    for (const auto& segment : added) {
        m_segments.push_back(segment);
        m_bases.push_back(m_bases.back() + segment->rows);
    }
    if (!added.empty())
        putInOrder(known);
    for (const auto& segment : added)
        segment->ordinal = {};
    for (auto& ids : m_ids)
        ids.resize(m_segments.size());
}

// Of two events of one time and source the one that was written later stands behind: places in a source grow. So the
// known ones need no places any more.
void ArchiveData::putInOrder(std::size_t firstAdded)
{
    const std::uint32_t known = m_bases[firstAdded];
    const auto keyOfSlot = [this](std::uint32_t slot) {
        const Place place = placeOf(slot);
        return std::pair(place.segment->time[place.row], place.segment->source.at(place.row));
    };
    bool inTurn = known == 0 || keyOfSlot(slotOf(Row(known - 1))) <= keyOfSlot(known);
    for (std::size_t i = firstAdded + 1; i < m_segments.size(); ++i)
        inTurn = inTurn && keyOf(*m_segments[i - 1], m_segments[i - 1]->rows - 1) <= keyOf(*m_segments[i], 0);
    if (inTurn)
        return;
    std::vector<std::uint32_t> slots(size());
    for (std::uint32_t row = 0; row < known; ++row)
        slots[row] = slotOf(Row(row));
    const std::uint32_t undisturbed = rowsBefore(m_segments[firstAdded]->time.front());
    const std::vector<std::uint32_t> later(slots.begin() + undisturbed, slots.begin() + known);
    const std::vector<std::uint32_t> added = mergedSlots(firstAdded);
    std::merge(later.begin(), later.end(), added.begin(), added.end(), slots.begin() + undisturbed,
        [&](std::uint32_t a, std::uint32_t b) { return keyOfSlot(a) < keyOfSlot(b); });
    m_slotOfRow = std::make_shared<const std::vector<std::uint32_t>>(std::move(slots));
}

// The segments are sorted already, so merging neighbours until one is left costs a logarithm of their number.
std::vector<std::uint32_t> ArchiveData::mergedSlots(std::size_t first) const
{
    std::vector<std::uint32_t> slots(size() - m_bases[first]);
    std::iota(slots.begin(), slots.end(), m_bases[first]);
    const auto earlier = [this](std::uint32_t a, std::uint32_t b) {
        const Place left = placeOf(a);
        const Place right = placeOf(b);
        const Nanoseconds leftTime = left.segment->time[left.row];
        const Nanoseconds rightTime = right.segment->time[right.row];
        return leftTime != rightTime ? leftTime < rightTime : keyOf(*left.segment, left.row) < keyOf(*right.segment, right.row);
    };
    std::vector<std::uint32_t> runs;
    for (std::size_t i = first; i < m_bases.size(); ++i)
        runs.push_back(m_bases[i] - m_bases[first]);
    std::vector<std::uint32_t> merged(slots.size());
    while (runs.size() > 2) {
        std::vector<std::uint32_t> longer {0};
        for (std::size_t i = 0; i + 1 < runs.size(); i += 2) {
            const auto begin = slots.begin() + runs[i];
            const auto middle = slots.begin() + runs[i + 1];
            const auto end = slots.begin() + runs[std::min(i + 2, runs.size() - 1)];
            std::merge(begin, middle, middle, end, merged.begin() + runs[i], earlier);
            longer.push_back(runs[std::min(i + 2, runs.size() - 1)]);
        }
        slots.swap(merged);
        runs = std::move(longer);
    }
    return slots;
}

void ArchiveData::fillInfo(Database& database)
{
    m_info.events = size();
    for (const StoredSource& source : m_info.sources) {
        m_info.duplicates += source.duplicates;
        m_info.rejected += source.rejected;
    }
    for (const auto& segment : m_segments) {
        m_info.rawBytes += segment->rawBytes;
        m_info.first = m_info.first == noTime ? segment->time.front() : std::min(m_info.first, segment->time.front());
        m_info.last = std::max(m_info.last, segment->time.back());
    }
    m_info.fileBytes = std::uint64_t(QFileInfo(database.path()).size());
}

std::uint32_t ArchiveData::rowsBefore(Nanoseconds time) const
{
    std::uint32_t rows = 0;
    for (const auto& segment : m_segments)
        rows += std::uint32_t(std::ranges::lower_bound(segment->time, time) - segment->time.begin());
    return rows;
}

Row ArchiveData::rowOf(std::uint32_t slot) const
{
    if (!m_slotOfRow || slot >= m_slotOfRow->size())
        return Row(slot);
    return Row(std::ranges::find(*m_slotOfRow, slot) - m_slotOfRow->begin());
}

RowSet ArchiveData::rowsAt(RowBits slots) const
{
    constexpr std::uint64_t bitsPerRow = 32; // Of a list of rows: when there are more than that, bits are smaller.
    const std::uint64_t count = slots.count();
    if (count == slots.size())
        return RowSet::all(slots.size());
    if (rowsAreSlots() && count > slots.size() / bitsPerRow)
        return RowSet::of(std::move(slots));
    std::vector<std::uint32_t> rows;
    rows.reserve(count);
    if (rowsAreSlots()) {
        for (std::uint32_t slot = slots.next(0, slots.size()); slot < slots.size(); slot = slots.next(slot + 1, slots.size()))
            rows.push_back(slot);
    } else {
        for (std::uint32_t row = 0; row < slots.size(); ++row) {
            if (slots.test(slotOf(Row(row))))
                rows.push_back(row);
        }
    }
    return RowSet::of(std::move(rows));
}

RowBits ArchiveData::slotsOf(const RowSet& rows) const
{
    if (const RowBits* const bits = rowsAreSlots() ? rows.bits() : nullptr)
        return *bits;
    RowBits slots(size());
    if (rows.size() == size())
        slots.setRange(0, slots.size());
    else
        for (std::uint32_t i = 0; i < rows.size(); ++i)
            slots.set(slotOf(rows.at(i)));
    return slots;
}

ArchiveData::Place ArchiveData::placeOf(std::uint32_t slot) const
{
    const auto number = std::uint32_t(std::ranges::upper_bound(m_bases, slot) - m_bases.begin() - 1);
    return {m_segments[number].get(), number, slot - m_bases[number]};
}

Nanoseconds ArchiveData::timeAt(std::uint32_t slot) const
{
    const Place place = placeOf(slot);
    return place.segment->time[place.row];
}

Result<ArchiveData::Ids> ArchiveData::ids(ColumnKind kind, std::size_t segment) const
{
    const std::lock_guard guard(m_mutex);
    Ids& kept = m_ids[kind == ColumnKind::EventId ? 0 : 1][segment];
    if (kept)
        return kept;
    const auto database = m_blocks->connect();
    if (!database)
        return database.error();
    auto ids = readIdColumn(**database, m_segments[segment]->id, kind, m_segments[segment]->flags);
    if (!ids)
        return ids.error();
    kept = std::make_shared<const std::vector<StoredId>>(std::move(*ids));
    return kept;
}

Result<std::shared_ptr<const RequestNumbers>> ArchiveData::requestNumbers(const Cancellation& cancellation) const
{
    const std::lock_guard guard(m_requestMutex);
    if (m_requests)
        return m_requests;
    auto numbers = numberRequests(*this, cancellation);
    if (numbers)
        m_requests = *numbers;
    return numbers;
}

const FoldedTable& ArchiveData::folded(DictionaryKind kind) const
{
    const std::lock_guard lock(m_mutex);
    std::unique_ptr<FoldedTable>& folded = m_folded[std::size_t(kind)];
    if (!folded)
        folded = std::make_unique<FoldedTable>();
    for (std::uint32_t i = folded->size(); i < table(kind).size(); ++i) {
        folded->beginEntry();
        if (kind == DictionaryKind::Actor)
            std::ranges::for_each(actor(i), [&](std::string_view text) { folded->addText(text); });
        else
            folded->addText(kind == DictionaryKind::Entity ? entity(i).id : table(kind).at(i));
    }
    return *folded;
}

ArchiveData::EntityKey ArchiveData::entity(std::uint32_t number) const
{
    const std::string_view key = table(DictionaryKind::Entity).at(number);
    return {ByteReader(key).number<std::uint32_t>(), key.substr(sizeof(std::uint32_t))};
}

std::array<std::string_view, 4> ArchiveData::actor(std::uint32_t number) const
{
    ByteReader reader(table(DictionaryKind::Actor).at(number));
    std::array<std::string_view, 4> texts;
    for (std::string_view& text : texts)
        text = reader.bytes(reader.varint());
    return texts;
}

std::vector<std::uint32_t> ArchiveData::changeSet(std::uint32_t number) const
{
    ByteReader reader(table(DictionaryKind::ChangeSet).at(number));
    std::vector<std::uint32_t> fields;
    while (!reader.atEnd())
        fields.push_back(reader.number<std::uint32_t>());
    return fields;
}

} // namespace auditlens
