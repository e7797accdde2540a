// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "store/analysis.h"
#include "store/archivedata.h"
#include "store/rowbits.h"

namespace auditlens {

/// Different values of one place that are counted; where there are more, counting them is an Error.
constexpr std::size_t mostPathValues = 1'000'000;

/// Counts what stands at a place of the payload ("extra.region") among the slots. Columns do not know it: every event
/// is decoded, on all cores; waits for them. Nothing is counted to the end once it is cancelled. An event with several
/// values counts for each; an object there is no value and is not missing either.
Result<FacetCounts> countPathFacet(
    const ArchiveData& archive, const RowBits& slots, const FacetRequest& request, const Cancellation& cancellation);

} // namespace auditlens
