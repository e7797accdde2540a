// SPDX-License-Identifier: MIT
#pragma once

#include "store/analysis.h"
#include "store/archivedata.h"
#include "store/rowbits.h"

namespace auditlens {

/// Counts the slots per bin and verb on all cores. `edges` ascend.
Histogram countHistogram(const ArchiveData& archive, const RowBits& slots, std::vector<Nanoseconds> edges);

} // namespace auditlens
