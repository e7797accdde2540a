// SPDX-License-Identifier: MIT
#pragma once

#include "store/analysis.h"

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace auditlens {

/// True when the request names this value: it asks for all or its text has in it what is asked for.
bool isWanted(const FacetRequest& request, std::string_view value);

using CountedValue = std::pair<std::string_view, std::uint64_t>;

/// Puts those that are wanted into the facet, the most frequent first, and says how many there are.
void addValues(FacetCounts& facet, const FacetRequest& request, std::vector<CountedValue> counted);

} // namespace auditlens
