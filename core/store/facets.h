// SPDX-License-Identifier: MIT
#pragma once

#include "query/boundquery.h"
#include "store/analysis.h"
#include "store/archivedata.h"
#include "store/rowbits.h"

#include <span>

namespace auditlens {

/// The segments whose slots are counted, and what was counted of those in front of them.
struct CountedBefore
{
    std::size_t segments = 0;
    FacetTally tally;
};

/// Counts one facet among the slots, on the caller's thread.
FacetCounts countFacet(const ArchiveData& archive, const RowBits& slots, const FacetRequest& request, CountedBefore before = {});

/// The fields of query terms that choose values of this facet.
std::span<const Field> fieldsOfFacet(std::string_view name);

} // namespace auditlens
