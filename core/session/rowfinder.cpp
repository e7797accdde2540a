// SPDX-License-Identifier: MIT
#include "session/rowfinder.h"

#include "base/text.h"

#include <algorithm>

namespace auditlens {

namespace {

    constexpr std::uint32_t newestRows = 3 * EventRows::pageSize;
    constexpr std::uint32_t fewEvents = 1u << 16; // of so few all rows are found at once

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
                entries.push_back(timelineEntry(stored, sourceName(archive->info().sources, stored.source)));
            return entries;
        };
    }

    qint64 placeOf(const Archive& archive, const ListOrder& order, const QString& id)
    {
        const std::optional<Row> row = id.isEmpty() ? std::nullopt : archive.findId(toUtf8(id));
        const std::optional<std::uint32_t> place = row ? order.find(*row) : std::nullopt;
        return place ? qint64(*place) : -1;
    }

    void turnAround(std::vector<TimelineDay>& days, std::uint32_t rows)
    {
        std::ranges::reverse(days);
        for (TimelineDay& day : days)
            day.first = rows - day.first - day.count;
    }

    ListedRows inOrder(const RowQuestion& question, QueryResult result)
    {
        ListedRows listed;
        const RowSet rows = listed.order.rows = result.rows;
        const auto timeAt = [&](std::uint32_t ascending) { return question.archive->timeAt(rows.at(ascending)); };
        listed.days = timelineDays(rows.size(), timeAt, question.zone);
        listed.order.oldestFirst = question.oldestFirst;
        if (question.oldestFirst)
            turnAround(listed.days, rows.size());
        listed.result = std::move(result);
        return listed;
    }

    // The newest rows are told unfolded: older ones may belong to the same requests, so folding needs them all.
    QueryResult search(const RowQuestion& question, const TellNewest& tellNewest, const Cancellation& cancelled)
    {
        const Archive& archive = *question.archive;
        if (question.known.archive || question.oldestFirst || archive.size() <= fewEvents)
            return archive.find(question.query, question.known, cancelled);
        const QueryResult newest = archive.newest(question.query, newestRows, cancelled);
        if (!newest.complete || newest.rows.size() < newestRows)
            return newest;
        tellNewest(inOrder(question, newest));
        QueryResult all = archive.findRest(question.query, newest.rows, cancelled);
        all.microseconds += newest.microseconds;
        return all;
    }

    void fold(ListedRows& listed, const Archive& archive, const Cancellation& cancelled)
    {
        auto groups = archive.groupByRequest(listed.order.rows, cancelled);
        if (!groups) {
            listed.foldProblem = groups.error();
            return;
        }
        listed.order.groups = *std::move(groups);
        if (listed.order.groups)
            listed.foldedDays = foldedDays(listed.days, *listed.order.groups);
    }

} // namespace

Row ListOrder::at(std::uint32_t place) const
{
    if (oldestFirst)
        return rows.at(place);
    return rows.at(rows.size() - 1 - (groups ? groups->indexAt(place) : place));
}

std::uint32_t ListOrder::placeOf(std::uint32_t index) const
{
    if (oldestFirst)
        return rows.size() - 1 - index;
    return groups ? groups->placeOf(index) : index;
}

std::optional<std::uint32_t> ListOrder::find(Row row) const
{
    const std::uint32_t ascending = rows.lowerBound(row);
    if (ascending >= rows.size() || rows.at(ascending) != row)
        return {};
    return placeOf(rows.size() - 1 - ascending);
}

EventRows::Fetch ListedRows::fetchFrom(std::shared_ptr<const Archive> archive) const
{
    return fetchBy(std::move(archive), [order = order](std::uint32_t place) { return order.at(place); });
}

EventRows::Fetch ListedRows::fetchHeadsFrom(std::shared_ptr<const Archive> archive) const
{
    return fetchBy(std::move(archive), [order = order](std::uint32_t group) { return order.at(order.groups->start(group)); });
}

ListedRows listRows(const RowQuestion& question, const TellNewest& tellNewest, const Cancellation& cancelled)
{
    ListedRows listed = inOrder(question, search(question, tellNewest, cancelled));
    if (cancelled.requested())
        return listed;
    if (question.fold)
        fold(listed, *question.archive, cancelled);
    listed.keptId = question.keepId;
    listed.keptPlace = placeOf(*question.archive, listed.order, question.keepId);
    return listed;
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
