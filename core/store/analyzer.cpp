// SPDX-License-Identifier: MIT
#include "store/analyzer.h"

#include "query/payloadpath.h"
#include "query/withoutfields.h"
#include "store/finder.h"
#include "store/histogram.h"
#include "store/pathfacet.h"
#include "store/searchpool.h"

#include <QtConcurrent>

#include <algorithm>
#include <chrono>

namespace auditlens {

void Analyzer::goOnFrom(const ArchiveData& earlier, const Analysis& known)
{
    const auto segments = m_archive.segmentsOf(earlier);
    if (segments && checksOf(m_query).empty()) { // What a check finds out may depend on events that came later.
        m_known = &known;
        m_knownSegments = *segments;
    }
}

RowBits Analyzer::find(const BoundQuery& query, std::size_t firstSegment)
{
    Finder finder(m_archive, query, m_cancellation);
    RowBits slots = finder.slotsFrom(firstSegment);
    if (!m_problem)
        m_problem = finder.problem();
    return slots;
}

CountedBefore Analyzer::before(const FacetRequest& request) const
{
    if (!m_known)
        return {};
    const auto same = std::ranges::find(m_known->facets, request.field, &FacetCounts::field);
    return same == m_known->facets.end() || !same->tally ? CountedBefore() : CountedBefore {m_knownSegments, *same->tally};
}

FacetCounts Analyzer::pathFacet(const RowBits& found, const FacetRequest& request)
{
    const auto rest = withoutPath(m_query, request.field);
    auto counts = countPathFacet(m_archive, rest ? find(*rest, 0) : found, request, m_cancellation);
    if (!counts && !m_problem)
        m_problem = counts.error();
    return counts ? std::move(counts).value() : FacetCounts();
}

// The search for a facet's own slots is over when the job is made: it waits for the threads that run the jobs.
std::function<void()> Analyzer::facetJob(const RowBits& found, const FacetRequest& request, FacetCounts& counts)
{
    CountedBefore known = before(request);
    const auto rest = withoutFields(m_query, fieldsOfFacet(request.field));
    std::optional<RowBits> own = rest ? std::optional(find(*rest, known.segments)) : std::nullopt;
    return [this, &found, &request, &counts, own = std::move(own), known = std::move(known)]() mutable {
        counts = countFacet(m_archive, own ? *own : found, request, std::move(known));
    };
}

// Bins that were counted are still right where their edges are the same and no event was beside them.
Histogram Analyzer::histogram(const RowBits& found, const std::vector<Nanoseconds>& edges) const
{
    if (m_known && eventsOf(m_known->histogram) == m_known->events) {
        Histogram sum = countHistogram(m_archive, found, edges, m_knownSegments);
        if (addHistogram(sum, m_known->histogram))
            return sum;
    }
    return countHistogram(m_archive, found, edges, 0);
}

Analysis Analyzer::run(const RowSet& rows, const AnalysisRequest& request)
{
    const auto start = std::chrono::steady_clock::now();
    Analysis analysis;
    const RowBits found = m_archive.slotsOf(rows);
    analysis.events = rows.size();
    analysis.facets.resize(request.facets.size());
    std::vector<std::function<void()>> jobs;
    for (std::size_t i = 0; i < request.facets.size() && !m_cancellation.requested(); ++i) {
        if (isPayloadPath(request.facets[i].field))
            analysis.facets[i] = pathFacet(found, request.facets[i]);
        else
            jobs.push_back(facetJob(found, request.facets[i], analysis.facets[i]));
    }
    if (!request.histogramEdges.empty())
        jobs.push_back([&] { analysis.histogram = histogram(found, request.histogramEdges); });
    QtConcurrent::blockingMap(&searchPool(), jobs, [this](const std::function<void()>& job) {
        if (!m_cancellation.requested())
            job();
    });
    analysis.problem = m_problem;
    analysis.complete = !m_problem && !m_cancellation.requested();
    const auto took = std::chrono::steady_clock::now() - start;
    analysis.microseconds = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
    return analysis;
}

} // namespace auditlens
