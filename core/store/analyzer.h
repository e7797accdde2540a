// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "store/analysis.h"
#include "store/archivedata.h"
#include "store/facets.h"
#include "store/rowbits.h"

#include <functional>
#include <optional>

namespace auditlens {

/// Counts what a query found; only a facet whose own field the query asks for needs a search of its own.
class Analyzer
{
public:
    Analyzer(const ArchiveData& archive, const BoundQuery& query, const Cancellation& cancellation)
        : m_archive(archive), m_query(query), m_cancellation(cancellation)
    {
    }
    /// What was counted before the archive grew is not counted again. `known` is complete.
    void goOnFrom(const ArchiveData& earlier, const Analysis& known);
    /// `found` is all that the query finds.
    Analysis run(const RowSet& found, const AnalysisRequest& request);

private:
    RowBits find(const BoundQuery& query, std::size_t firstSegment);
    CountedBefore before(const FacetRequest& request) const;
    FacetCounts pathFacet(const RowBits& found, const FacetRequest& request);
    std::function<void()> facetJob(const RowBits& found, const FacetRequest& request, FacetCounts& counts);
    Histogram histogram(const RowBits& found, const std::vector<Nanoseconds>& edges) const;

    const ArchiveData& m_archive;
    const BoundQuery& m_query;
    const Cancellation& m_cancellation;
    const Analysis* m_known = nullptr;
    std::size_t m_knownSegments = 0;
    std::optional<Error> m_problem;
};

} // namespace auditlens
