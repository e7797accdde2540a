// SPDX-License-Identifier: MIT
#include "integrity/eventmention.h"

#include "store/rowbits.h"

#include <algorithm>

namespace auditlens {

Result<void> describeMentions(const Archive& archive, const std::vector<EventMention*>& mentions, const SeeMention& see)
{
    std::vector<Row> rows;
    for (const EventMention* mention : mentions)
        rows.push_back(mention->row);
    const Result<std::vector<StoredEvent>> events = archive.events(rows);
    if (!events)
        return events.error();
    for (std::size_t i = 0; i < mentions.size(); ++i) {
        const StoredEvent& stored = (*events)[i];
        *mentions[i] = {stored.row, stored.event.id, stored.event.time, stored.event.entity, stored.event.action,
            sourceName(archive.info().sources, stored.source)};
        if (see)
            see(i, stored);
    }
    return {};
}

RowSet rowSetOf(const Archive& archive, std::vector<std::uint32_t> rows)
{
    constexpr std::uint32_t bitsOfARow = 32;
    if (rows.size() > archive.size() / bitsOfARow) {
        RowBits bits(archive.size());
        for (const std::uint32_t row : rows)
            bits.set(row);
        return RowSet::of(std::move(bits));
    }
    std::ranges::sort(rows);
    const auto repeated = std::ranges::unique(rows);
    rows.erase(repeated.begin(), repeated.end());
    return RowSet::of(std::move(rows));
}

} // namespace auditlens
