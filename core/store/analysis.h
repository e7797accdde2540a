// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.h"
#include "event/event.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace auditlens {

/// How often each value of a field occurs among the events a query finds.
struct FacetRequest
{
    std::string field; ///< One of facetFields(), where "entity" counts the types and "object" types with ids, or a place in the payload.
    std::size_t limit = 10;
    std::string containing; ///< Only values with this folded text in them; empty: all.
};

/// Events per value of a facet, by the number the archive has for the value; what later counts are added to.
struct FacetTally
{
    std::vector<std::uint64_t> counts;
    std::uint64_t none = 0; ///< Events that have no number at all.
    std::uint64_t events = 0;
};

struct FacetCounts
{
    std::string field;
    std::vector<std::pair<std::string, std::uint64_t>> values; ///< Most frequent first, then by text.
    std::uint64_t distinct = 0; ///< Values there are, also beyond the limit.
    std::uint64_t missing = 0; ///< Events without a value.
    /// Events counted: those the query finds without its own terms on this field, so that the other values of the
    /// field stay visible. Values and `missing` add up to it, but for "changed", where an event may have several.
    std::uint64_t events = 0;
    std::shared_ptr<const FacetTally> tally = {}; ///< Of what is counted here.
};

constexpr std::size_t verbCount = std::size_t(Verb::Export) + 1;

/// Events per stretch of time, by verb. Bin i covers edges[i] <= time < edges[i + 1].
struct Histogram
{
    std::vector<Nanoseconds> edges;
    std::vector<std::array<std::uint32_t, verbCount>> bins;
};

struct AnalysisRequest
{
    std::vector<FacetRequest> facets;
    std::vector<Nanoseconds> histogramEdges; ///< Ascending; empty: no histogram.
};

struct Analysis
{
    std::uint64_t events = 0;
    std::vector<FacetCounts> facets;
    Histogram histogram;
    bool complete = true; ///< False when it was cancelled or met a problem; then no number here is to be shown.
    std::optional<Error> problem;
    std::int64_t microseconds = 0;
};

/// The facets that columns count, in the order to offer them.
const std::vector<std::string_view>& facetFields();
/// True for these and for the places in a payload ("extra.region"), which take long: every event is decoded.
bool isFacetField(std::string_view name);

} // namespace auditlens
