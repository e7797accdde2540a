// SPDX-License-Identifier: MIT
#include "store/analyzer.h"

#include "query/withoutfields.h"
#include "store/facets.h"
#include "store/finder.h"
#include "store/histogram.h"

#include <chrono>

namespace auditlens {

RowBits Analyzer::slotsOf(const RowSet& rows) const
{
    if (const RowBits* const bits = m_archive.rowsAreSlots() ? rows.bits() : nullptr)
        return *bits;
    RowBits slots(m_archive.size());
    if (rows.size() == m_archive.size())
        slots.setRange(0, slots.size());
    else
        for (std::uint32_t i = 0; i < rows.size(); ++i)
            slots.set(m_archive.slotOf(rows.at(i)));
    return slots;
}

RowBits Analyzer::find(const BoundQuery& query)
{
    Finder finder(m_archive, query, m_cancellation);
    RowBits slots = finder.slots();
    if (!m_problem)
        m_problem = finder.problem();
    return slots;
}

FacetCounts Analyzer::facet(const RowBits& found, const FacetRequest& request)
{
    if (const auto rest = withoutFields(m_query, fieldsOfFacet(request.field)))
        return countFacet(m_archive, find(*rest), request);
    return countFacet(m_archive, found, request);
}

Analysis Analyzer::run(const RowSet& rows, const AnalysisRequest& request)
{
    const auto start = std::chrono::steady_clock::now();
    Analysis analysis;
    const RowBits found = slotsOf(rows);
    analysis.events = rows.size();
    for (const FacetRequest& wanted : request.facets) {
        if (!m_cancellation.requested())
            analysis.facets.push_back(facet(found, wanted));
    }
    if (!request.histogramEdges.empty() && !m_cancellation.requested())
        analysis.histogram = countHistogram(m_archive, found, request.histogramEdges);
    analysis.problem = m_problem;
    analysis.complete = !m_problem && !m_cancellation.requested();
    const auto took = std::chrono::steady_clock::now() - start;
    analysis.microseconds = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
    return analysis;
}

} // namespace auditlens
