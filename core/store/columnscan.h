// SPDX-License-Identifier: MIT
#pragma once

#include "store/archivedata.h"
#include "store/rowbits.h"

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

} // namespace auditlens
