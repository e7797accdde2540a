// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "store/archivedata.h"
#include "store/rowbits.h"

#include <optional>

namespace auditlens {

/// Runs one query over all segments, on the cores there are.
class Finder
{
public:
    Finder(const ArchiveData& archive, const BoundQuery& query, const Cancellation& cancellation)
        : m_archive(archive), m_query(query), m_cancellation(cancellation)
    {
    }
    QueryResult run();
    /// What run() finds, as slots. An incomplete set when cancelled or when there is a problem().
    RowBits slots();
    const std::optional<Error>& problem() const { return m_problem; }

private:
    std::vector<std::size_t> segmentsInTime() const;

    const ArchiveData& m_archive;
    const BoundQuery& m_query;
    const Cancellation& m_cancellation;
    std::optional<Error> m_problem;
};

} // namespace auditlens
