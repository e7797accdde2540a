// SPDX-License-Identifier: MIT
#pragma once

#include "store/analysis.h"
#include "store/archivedata.h"
#include "store/rowbits.h"

namespace auditlens {

/// Counts the slots of the segments from `first` on per bin and verb, on the caller's thread. `edges` ascend.
Histogram countHistogram(const ArchiveData& archive, const RowBits& slots, std::vector<Nanoseconds> edges, std::size_t first);

/// Adds a histogram whose edges follow each other in `sum`, too; false, and nothing is added, when they do not.
bool addHistogram(Histogram& sum, const Histogram& known);
std::uint64_t eventsOf(const Histogram& histogram);

} // namespace auditlens
