// SPDX-License-Identifier: MIT
#include "store/archive.h"

#include "store/analyzer.h"
#include "store/archivedata.h"
#include "store/archivetables.h"
#include "store/decoderows.h"
#include "store/eventdecoder.h"
#include "store/facets.h"
#include "store/finder.h"
#include "store/objects.h"
#include "store/requestgroups.h"

#include <algorithm>

namespace auditlens {

std::string sourceName(const std::vector<StoredSource>& sources, SourceId id)
{
    const auto found = std::ranges::find(sources, id, &StoredSource::id);
    return found == sources.end() ? std::string() : found->info.name;
}

struct Archive::Private
{
    static Result<std::shared_ptr<const Archive>> archiveOf(Result<std::unique_ptr<ArchiveData>> data)
    {
        if (!data)
            return data.error();
        return std::shared_ptr<const Archive>(new Archive(std::make_unique<Private>(Private {std::move(*data)})));
    }

    std::unique_ptr<ArchiveData> data;
};

Archive::Archive(std::unique_ptr<Private> p) : d(std::move(p)) { }
Archive::~Archive() = default;

Result<std::shared_ptr<const Archive>> Archive::open(const QString& path, std::shared_ptr<const FormatRegistry> formats)
{
    return Private::archiveOf(ArchiveData::load(path, std::move(formats)));
}

Result<std::shared_ptr<const Archive>> Archive::grown() const
{
    return Private::archiveOf(d->data->grown());
}

const ArchiveInfo& Archive::info() const
{
    return d->data->info();
}

std::uint32_t Archive::size() const
{
    return d->data->size();
}

Nanoseconds Archive::timeAt(Row row) const
{
    return d->data->timeAt(d->data->slotOf(row));
}

Verb Archive::verbAt(Row row) const
{
    const ArchiveData::Place place = d->data->placeOf(d->data->slotOf(row));
    return EventFlags::unpacked(std::uint32_t(place.segment->flags.at(place.row))).verb;
}

RowSet Archive::rowsBetween(Nanoseconds begin, Nanoseconds end) const
{
    const std::uint32_t first = d->data->rowsBefore(begin);
    const std::uint32_t last = d->data->rowsBefore(end);
    return RowSet::range(first, last > first ? last - first : 0);
}

QueryResult Archive::find(const BoundQuery& query, const Cancellation& cancellation) const
{
    return Finder(*d->data, query, cancellation).run();
}

QueryResult Archive::find(const BoundQuery& query, const EarlierRows& known, const Cancellation& cancellation) const
{
    Finder finder(*d->data, query, cancellation);
    return known.archive ? finder.run(*known.archive->d->data, known.rows) : finder.run();
}

QueryResult Archive::newest(const BoundQuery& query, std::uint32_t most, const Cancellation& cancellation) const
{
    return Finder(*d->data, query, cancellation).newest(most);
}

QueryResult Archive::findRest(const BoundQuery& query, const RowSet& newest, const Cancellation& cancellation) const
{
    return Finder(*d->data, query, cancellation).runBehind(newest);
}

Analysis Archive::analyze(
    const BoundQuery& query, const RowSet& found, const AnalysisRequest& request, const Cancellation& cancellation) const
{
    return analyze(query, found, request, {}, cancellation);
}

Analysis Archive::analyze(const BoundQuery& query, const RowSet& found, const AnalysisRequest& request, const EarlierAnalysis& known,
    const Cancellation& cancellation) const
{
    Analyzer analyzer(*d->data, query, cancellation);
    if (known.archive && known.analysis.complete)
        analyzer.goOnFrom(*known.archive->d->data, known.analysis);
    return analyzer.run(found, request);
}

Result<std::shared_ptr<const RequestGroups>> Archive::groupByRequest(const RowSet& rows, const Cancellation& cancellation) const
{
    return groupRows(*d->data, rows, cancellation);
}

RowSet Archive::rowsOf(std::string_view type, std::string_view id) const
{
    return rowsOfObject(*d->data, type, id);
}

std::vector<ObjectCount> Archive::objects(const RowSet& rows, std::size_t limit) const
{
    return objectsOf(*d->data, rows, limit);
}

Result<StoredEvent> Archive::event(Row row) const
{
    const auto slot = d->data->slotOf(row);
    auto stored = EventDecoder(*d->data).event(slot);
    if (stored)
        stored->row = row;
    return stored;
}

Result<std::vector<StoredEvent>> Archive::events(std::span<const Row> rows) const
{
    return decodeRows(*d->data, rows);
}

std::optional<Row> Archive::findId(std::string_view eventId) const
{
    const StoredId wanted = storedId(eventId);
    const StoredId content = parseContentId(eventId).value_or(StoredId {});
    for (std::size_t s = d->data->segments().size(); s-- > 0;) {
        const auto ids = d->data->ids(ColumnKind::EventId, s);
        if (!ids)
            return {};
        const auto found = std::ranges::find_if(**ids, [&](const StoredId& id) {
            return id.kind != StoredId::Kind::None && (id == wanted || id == content);
        });
        if (found != (*ids)->end())
            return d->data->rowOf(d->data->base(s) + std::uint32_t(found - (*ids)->begin()));
    }
    return {};
}

std::vector<std::pair<std::string, std::uint64_t>> Archive::values(std::string_view field, std::size_t limit) const
{
    RowBits all(size());
    all.setRange(0, size());
    return countFacet(*d->data, all, {std::string(field), limit, {}}).values;
}

Result<std::vector<Reject>> Archive::rejects(std::size_t limit) const
{
    const auto database = d->data->blocks().connect();
    if (!database)
        return database.error();
    return readRejects(**database, limit);
}

const ArchiveData& Archive::data() const
{
    return *d->data;
}

} // namespace auditlens
