// SPDX-License-Identifier: MIT
#include "store/archivedata.h"

#include "base/text.h"
#include "profiles/profileformat.h"
#include "store/archivetables.h"
#include "store/bytes.h"
#include "store/schema.h"

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
bool allGood(const TextTable& table, Good good)
{
    for (std::uint32_t i = 0; i < table.size(); ++i) {
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
    if (const auto done = data->read(**database); !done)
        return done.error();
    return data;
}

Result<void> ArchiveData::read(Database& database)
{
    auto id = database.prepare("SELECT value FROM meta WHERE key = 'id'");
    if (!id)
        return id.error();
    if (const auto row = id->step(); !row || !*row)
        return row ? damagedError(database.path(), Tr::tr("the archive's id")) : row.error();
    m_blocks = std::make_unique<BlockStore>(database.path(), std::string(id->text(0)));
    auto sources = readSources(database);
    if (!sources)
        return sources.error();
    m_info.sources = std::move(*sources);
    prepareReadings();
    if (const auto done = readDictionaries(database, m_tables); !done)
        return done;
    if (const auto checked = checkKeys(); !checked)
        return checked;
    const auto entries = [this](DictionaryKind kind) { return std::uint64_t(table(kind).size()); };
    auto segments = readSegments(database, {m_info.sources.size(), entries(DictionaryKind::Action),
        entries(DictionaryKind::Tenant), entries(DictionaryKind::Ip), entries(DictionaryKind::Actor),
        entries(DictionaryKind::Entity), entries(DictionaryKind::ChangeSet)});
    if (!segments)
        return segments.error();
    m_segments = std::move(*segments);
    putInOrder();
    fillInfo(database);
    return {};
}

// An archive explains itself: the profile it was imported with wins over one of the same name that is here now.
void ArchiveData::prepareReadings()
{
    for (const StoredSource& source : m_info.sources) {
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
Result<void> ArchiveData::checkKeys() const
{
    const std::uint32_t types = table(DictionaryKind::EntityType).size();
    const std::uint32_t fields = table(DictionaryKind::FieldName).size();
    const bool entities = allGood(table(DictionaryKind::Entity), [&](std::string_view key) {
        return key.size() >= sizeof types && ByteReader(key).number<std::uint32_t>() < types;
    });
    const bool changes = allGood(table(DictionaryKind::ChangeSet), [&](std::string_view key) {
        ByteReader reader(key);
        while (!reader.atEnd()) {
            if (reader.number<std::uint32_t>() >= fields || !reader.ok())
                return false;
        }
        return true;
    });
    if (!entities || !changes || !allGood(table(DictionaryKind::Actor), isActor))
        return damagedError(m_info.path, Tr::tr("a dictionary"));
    return {};
}

void ArchiveData::putInOrder()
{
    std::ranges::sort(m_segments, {}, [](const auto& segment) { return keyOf(*segment, 0); });
    bool overlap = false;
    for (std::size_t i = 0; i < m_segments.size(); ++i) {
        m_bases.push_back(m_bases.back() + m_segments[i]->rows);
        overlap = overlap || (i > 0 && keyOf(*m_segments[i], 0) < keyOf(*m_segments[i - 1], m_segments[i - 1]->rows - 1));
    }
    if (overlap)
        mergeByTime();
    for (const auto& segment : m_segments)
        segment->ordinal = {};
    for (auto& ids : m_ids)
        ids.resize(m_segments.size());
}

// The segments are sorted already, so merging neighbours until one is left costs a logarithm of their number.
void ArchiveData::mergeByTime()
{
    m_slotOfRow.resize(size());
    std::iota(m_slotOfRow.begin(), m_slotOfRow.end(), 0u);
    const auto earlier = [this](std::uint32_t a, std::uint32_t b) {
        const Place left = placeOf(a);
        const Place right = placeOf(b);
        const Nanoseconds leftTime = left.segment->time[left.row];
        const Nanoseconds rightTime = right.segment->time[right.row];
        return leftTime != rightTime ? leftTime < rightTime : keyOf(*left.segment, left.row) < keyOf(*right.segment, right.row);
    };
    std::vector<std::uint32_t> runs = m_bases;
    std::vector<std::uint32_t> merged(size());
    while (runs.size() > 2) {
        std::vector<std::uint32_t> longer {0};
        for (std::size_t i = 0; i + 1 < runs.size(); i += 2) {
            const auto begin = m_slotOfRow.begin() + runs[i];
            const auto middle = m_slotOfRow.begin() + runs[i + 1];
            const auto end = m_slotOfRow.begin() + runs[std::min(i + 2, runs.size() - 1)];
            std::merge(begin, middle, middle, end, merged.begin() + runs[i], earlier);
            longer.push_back(runs[std::min(i + 2, runs.size() - 1)]);
        }
        m_slotOfRow.swap(merged);
        runs = std::move(longer);
    }
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

Row ArchiveData::rowOf(std::uint32_t slot) const
{
    if (m_slotOfRow.empty())
        return Row(slot);
    return Row(std::ranges::find(m_slotOfRow, slot) - m_slotOfRow.begin());
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
    if (folded)
        return *folded;
    folded = std::make_unique<FoldedTable>();
    for (std::uint32_t i = 0; i < table(kind).size(); ++i) {
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
