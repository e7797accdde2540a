// SPDX-License-Identifier: MIT
#pragma once

#include "query/boundquery.h"
#include "store/analysis.h"
#include "store/archivedata.h"
#include "store/rowbits.h"

#include <span>

namespace auditlens {

/// Counts one facet among the slots. Segments are counted on all cores.
FacetCounts countFacet(const ArchiveData& archive, const RowBits& slots, const FacetRequest& request);

/// The fields of query terms that choose values of this facet.
std::span<const Field> fieldsOfFacet(std::string_view name);

} // namespace auditlens
