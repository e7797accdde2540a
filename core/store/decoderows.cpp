// SPDX-License-Identifier: MIT
#include "store/decoderows.h"

#include "store/eventdecoder.h"
#include "store/searchpool.h"

#include <QtConcurrent>

#include <algorithm>
#include <numeric>

namespace auditlens {

namespace {

/// A row that is asked for, and the place in the answer.
struct WantedRow
{
    std::uint32_t slot = 0;
    std::size_t place = 0;
};

// In slot order, so that every block is unpacked once.
std::vector<WantedRow> inSlotOrder(const ArchiveData& archive, std::span<const Row> rows)
{
    std::vector<WantedRow> wanted;
    for (std::size_t i = 0; i < rows.size(); ++i)
        wanted.push_back({archive.slotOf(rows[i]), i});
    std::ranges::sort(wanted, {}, &WantedRow::slot);
    return wanted;
}

// Neighbours share their blocks, and a block takes less time to unpack than another thread to be woken for it.
std::size_t sharesOf(std::span<const WantedRow> wanted)
{
    constexpr std::size_t rowsOfShare = 8;
    constexpr std::size_t farApart = 64;
    if (wanted.size() < 2 * rowsOfShare || (wanted.back().slot - wanted.front().slot) / wanted.size() < farApart)
        return 1;
    return std::min(wanted.size() / rowsOfShare, searchThreads());
}

Result<void> decodeShare(const ArchiveData& archive, std::span<const Row> rows, std::span<const WantedRow> share, std::vector<StoredEvent>& events)
{
    EventDecoder decoder(archive);
    for (const WantedRow& wanted : share) {
        Result<StoredEvent> stored = decoder.event(wanted.slot);
        if (!stored)
            return stored.error();
        events[wanted.place] = std::move(*stored);
        events[wanted.place].row = rows[wanted.place];
    }
    return {};
}

} // namespace

Result<std::vector<StoredEvent>> decodeRows(const ArchiveData& archive, std::span<const Row> rows)
{
    const std::vector<WantedRow> wanted = inSlotOrder(archive, rows);
    std::vector<StoredEvent> events(rows.size());
    const auto decode = [&](std::span<const WantedRow> share) { return decodeShare(archive, rows, share, events); };
    const std::size_t count = sharesOf(wanted);
    if (count == 1) {
        if (const Result<void> done = decode(wanted); !done)
            return done.error();
        return events;
    }
    std::vector<std::span<const WantedRow>> shares;
    for (std::size_t i = 0; i < count; ++i)
        shares.push_back(std::span(wanted).subspan(wanted.size() * i / count, wanted.size() * (i + 1) / count - wanted.size() * i / count));
    for (const Result<void>& done : QtConcurrent::blockingMapped<std::vector<Result<void>>>(&searchPool(), shares, decode)) {
        if (!done)
            return done.error();
    }
    return events;
}

} // namespace auditlens
