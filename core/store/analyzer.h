// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "store/analysis.h"
#include "store/archivedata.h"
#include "store/rowbits.h"

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
    /// `found` is all that the query finds.
    Analysis run(const RowSet& found, const AnalysisRequest& request);

private:
    RowBits slotsOf(const RowSet& rows) const;
    RowBits find(const BoundQuery& query);
    FacetCounts facet(const RowBits& found, const FacetRequest& request);

    const ArchiveData& m_archive;
    const BoundQuery& m_query;
    const Cancellation& m_cancellation;
    std::optional<Error> m_problem;
};

} // namespace auditlens
