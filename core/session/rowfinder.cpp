// SPDX-License-Identifier: MIT
#include "session/rowfinder.h"

#include "base/text.h"

namespace auditlens {

namespace {

    using RowAt = std::function<Row(std::uint32_t)>;

    EventRows::Fetch fetchBy(std::shared_ptr<const Archive> archive, RowAt rowAt)
    {
        return [archive = std::move(archive), rowAt = std::move(rowAt)](
                   std::uint32_t first, std::uint32_t count) -> Result<std::vector<TimelineEntry>> {
            std::vector<Row> wanted;
            for (std::uint32_t i = first; i < first + count; ++i)
                wanted.push_back(rowAt(i));
            Result<std::vector<StoredEvent>> events = archive->events(wanted);
            if (!events)
                return events.error();
            std::vector<TimelineEntry> entries;
            for (const StoredEvent& stored : *events)
                entries.push_back(timelineEntry(stored));
            return entries;
        };
    }

    qint64 placeOf(const Archive& archive, const ListOrder& order, const QString& id)
    {
        const std::optional<Row> row = id.isEmpty() ? std::nullopt : archive.findId(toUtf8(id));
        const std::optional<std::uint32_t> place = row ? order.find(*row) : std::nullopt;
        return place ? qint64(*place) : -1;
    }

    void fold(FoundRows& found, const Archive& archive, const Cancellation& cancelled)
    {
        auto groups = archive.groupByRequest(found.order.rows, cancelled);
        if (!groups) {
            found.foldProblem = groups.error();
            return;
        }
        found.order.groups = *std::move(groups);
        if (found.order.groups)
            found.foldedDays = foldedDays(found.days, *found.order.groups);
    }

} // namespace

Row ListOrder::at(std::uint32_t place) const
{
    return rows.at(rows.size() - 1 - (groups ? groups->indexAt(place) : place));
}

std::optional<std::uint32_t> ListOrder::find(Row row) const
{
    const std::uint32_t ascending = rows.lowerBound(row);
    if (ascending >= rows.size() || rows.at(ascending) != row)
        return {};
    return placeOf(rows.size() - 1 - ascending);
}

EventRows::Fetch FoundRows::fetchFrom(std::shared_ptr<const Archive> archive) const
{
    return fetchBy(std::move(archive), [order = order](std::uint32_t place) { return order.at(place); });
}

EventRows::Fetch FoundRows::fetchHeadsFrom(std::shared_ptr<const Archive> archive) const
{
    return fetchBy(std::move(archive), [order = order](std::uint32_t group) { return order.at(order.groups->start(group)); });
}

FoundRows findRows(const Archive& archive, const BoundQuery& query, const ViewState& state, const QString& keepId, const Cancellation& cancelled)
{
    FoundRows found;
    found.result = archive.find(query, cancelled);
    if (cancelled.requested())
        return found;
    const RowSet& rows = found.order.rows = found.result.rows;
    found.days = timelineDays(rows.size(), [&](std::uint32_t i) { return archive.timeAt(rows.at(i)); }, state.zone);
    if (state.fold)
        fold(found, archive, cancelled);
    found.keptPlace = placeOf(archive, found.order, keepId);
    return found;
}

std::vector<TimelineDay> foldedDays(const std::vector<TimelineDay>& days, const RequestGroups& groups)
{
    std::vector<TimelineDay> folded;
    for (const TimelineDay& day : days) {
        const std::uint32_t first = groups.groupsBefore(day.first);
        folded.push_back({day.date, first, groups.groupsBefore(day.first + day.count) - first});
    }
    return folded;
}

Result<std::vector<StoredEvent>> readEvents(const Archive& archive, const ListOrder& order, const std::vector<EventRows::Span>& spans)
{
    std::vector<Row> wanted;
    for (const EventRows::Span& span : spans)
        for (std::uint32_t place = span.first; place < span.first + span.count; ++place)
            wanted.push_back(order.at(place));
    return archive.events(wanted);
}

} // namespace auditlens
