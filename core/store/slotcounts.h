// SPDX-License-Identifier: MIT
#pragma once

#include "store/archivedata.h"
#include "store/rowbits.h"
#include "store/searchpool.h"

#include <QThread>
#include <QtConcurrent>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

namespace auditlens {

/// Segments first <= s < last that one thread works on.
struct SegmentShare
{
    std::size_t first = 0;
    std::size_t last = 0;
};

/// Runs `count(share)` for shares of the segments from `first` on, on all cores; what it returns, in the order of the segments.
template <typename Count>
auto countInShares(const ArchiveData& archive, std::size_t first, Count count)
{
    const std::size_t segments = archive.segments().size() - first;
    const std::size_t wanted = std::clamp<std::size_t>(segments, 1, std::size_t(std::max(1, QThread::idealThreadCount())));
    std::vector<SegmentShare> shares;
    for (std::size_t i = 0; i < wanted; ++i)
        shares.push_back({first + segments * i / wanted, first + segments * (i + 1) / wanted});
    using Counts = decltype(count(SegmentShare()));
    return QtConcurrent::blockingMapped<std::vector<Counts>>(&searchPool(), shares, count);
}

/// Calls `use(row)` for every row of a segment that is among the slots.
template <typename Use>
void forEachRow(const RowBits& slots, std::uint32_t base, std::uint32_t rows, Use use)
{
    const std::uint32_t end = base + rows;
    for (std::uint32_t at = base; at < end;) {
        const std::uint32_t wordEnd = std::min(end, (at | 63) + 1);
        std::uint64_t word = slots.word(at >> 6) >> (at & 63);
        if (wordEnd - at < 64)
            word &= (std::uint64_t(1) << (wordEnd - at)) - 1;
        if (word == ~std::uint64_t(0)) {
            for (std::uint32_t i = 0; i < 64; ++i)
                use(at - base + i);
        } else {
            for (; word != 0; word &= word - 1)
                use(at - base + std::uint32_t(std::countr_zero(word)));
        }
        at = wordEnd;
    }
}

} // namespace auditlens
