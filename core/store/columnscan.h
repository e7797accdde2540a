// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "store/archivedata.h"
#include "store/rowbits.h"

#include <algorithm>

namespace auditlens {

/// The candidates whose number in `column` is accepted. Segments without candidates are not looked at.
template <typename Accept>
RowBits rowsWhere(const ArchiveData& archive, const RowBits& candidates, IntColumn Segment::*column, Accept accept)
{
    RowBits found(candidates.size());
    for (std::size_t s = 0; s < archive.segments().size(); ++s) {
        const Segment& segment = *archive.segments()[s];
        const std::uint32_t base = archive.base(s);
        if (!candidates.anyIn(base, base + segment.rows))
            continue;
        (segment.*column).visit([&](const auto values) {
            if (values.empty() && accept(0))
                found.setRange(base, base + segment.rows);
            for (std::size_t i = 0; i < values.size(); ++i) {
                if (accept(values[i]))
                    found.set(base + std::uint32_t(i));
            }
        });
    }
    found &= candidates;
    return found;
}

/// The events of a stretch of time. Every segment is in the order of time.
inline RowBits rowsBetween(const ArchiveData& archive, Nanoseconds begin, Nanoseconds end)
{
    RowBits found(archive.size());
    for (std::size_t s = 0; s < archive.segments().size(); ++s) {
        const auto& time = archive.segments()[s]->time;
        const auto first = std::ranges::lower_bound(time, begin) - time.begin();
        const auto last = std::ranges::lower_bound(time, end) - time.begin();
        found.setRange(archive.base(s) + std::uint32_t(first), archive.base(s) + std::uint32_t(last));
    }
    return found;
}

/// Calls use(slot, id) for the ids of the candidates. Ends early when cancelled.
template <typename Use>
Result<void> forEachId(const ArchiveData& archive, ColumnKind kind, const RowBits& candidates, const Cancellation& cancellation, Use use)
{
    for (std::size_t s = 0; s < archive.segments().size() && !cancellation.requested(); ++s) {
        const std::uint32_t base = archive.base(s);
        const std::uint32_t end = base + archive.segments()[s]->rows;
        if (!candidates.anyIn(base, end))
            continue;
        const auto ids = archive.ids(kind, s);
        if (!ids)
            return ids.error();
        for (std::uint32_t slot = candidates.next(base, end); slot < end; slot = candidates.next(slot + 1, end))
            use(slot, (**ids)[slot - base]);
    }
    return {};
}

} // namespace auditlens
