// SPDX-License-Identifier: MIT
#include "store/facetvalues.h"

#include "base/fold.h"

#include <algorithm>

namespace auditlens {

namespace {

bool isMoreFrequent(const CountedValue& a, const CountedValue& b)
{
    return a.second != b.second ? a.second > b.second : a.first < b.first;
}

} // namespace

bool isWanted(const FacetRequest& request, std::string_view value)
{
    return request.containing.empty() || folded(value).find(request.containing) != std::string::npos;
}

void addValues(FacetCounts& facet, const FacetRequest& request, std::vector<CountedValue> counted)
{
    std::erase_if(counted, [&](const CountedValue& each) { return !isWanted(request, each.first); });
    facet.distinct = counted.size();
    const auto shown = counted.begin() + std::ptrdiff_t(std::min(request.limit, counted.size()));
    std::partial_sort(counted.begin(), shown, counted.end(), isMoreFrequent);
    facet.values.assign(counted.begin(), shown);
}

} // namespace auditlens
