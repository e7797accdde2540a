// SPDX-License-Identifier: MIT
#include "history/readhistory.h"

#include <algorithm>

namespace auditlens {

namespace {

constexpr std::uint32_t pageSize = 256;

std::vector<Row> pageBefore(const RowSet& rows, std::uint32_t end, std::uint32_t count)
{
    std::vector<Row> page;
    for (std::uint32_t i = end - count; i < end; ++i)
        page.push_back(rows.at(i));
    return page;
}

} // namespace

std::uint64_t countHistory(const Archive& archive, const EntityName& entity)
{
    return archive.rowsOf(entity.type, entity.id).size();
}

Result<EntityHistory> readHistory(
    const Archive& archive, const EntityName& entity, const HistoryLimits& limits, const Cancellation& cancellation)
{
    const RowSet rows = archive.rowsOf(entity.type, entity.id);
    const std::uint32_t least = rows.size() - std::uint32_t(std::min<std::size_t>(rows.size(), limits.events));
    std::vector<HistoryEvent> events;
    std::size_t bytes = 0;
    for (std::uint32_t end = rows.size(); end > least && !cancellation.requested();) {
        const std::uint32_t count = std::min(pageSize, end - least);
        Result<std::vector<StoredEvent>> page = archive.events(pageBefore(rows, end, count));
        if (!page)
            return page.error();
        for (std::size_t i = page->size(); i-- > 0;) {
            bytes += (*page)[i].raw.size();
            if (bytes > limits.bytes && !events.empty())
                return EntityHistory(entity, std::move(events), rows.size());
            events.push_back({(*page)[i].row, (*page)[i].source, std::move((*page)[i].event)});
        }
        end -= count;
    }
    return EntityHistory(entity, std::move(events), rows.size());
}

} // namespace auditlens
