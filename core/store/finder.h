// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "store/archivedata.h"
#include "store/preparedquery.h"
#include "store/rowbits.h"

#include <chrono>
#include <optional>

namespace auditlens {

/// Runs one query over segments, on the cores there are.
class Finder
{
public:
    Finder(const ArchiveData& archive, const BoundQuery& query, const Cancellation& cancellation);
    QueryResult run();
    /// The same, when `known` is what it was before the archive grew.
    QueryResult run(const ArchiveData& earlier, const RowSet& known);
    /// The newest rows of run(), at most so many: looks at stretches of time from the newest on, each twice as many
    /// rows long as the one before, until it has them.
    QueryResult newest(std::uint32_t most);
    /// run() when these are its newest rows: searches what is older.
    QueryResult runBehind(const RowSet& newest);
    /// What run() finds, as slots. An incomplete set when cancelled or when there is a problem().
    RowBits slots() { return slotsFrom(0); }
    /// Those in this segment and the ones behind it.
    RowBits slotsFrom(std::size_t segment);
    /// What could not be read, or what the query asks that no check has found out.
    std::optional<Error> problem() const;

private:
    bool stopped() const { return m_problem || m_missingFacts || m_cancellation.requested(); }
    std::vector<std::size_t> segmentsIn(AcceptedTimes times, std::size_t first) const;
    RowBits slotsIn(AcceptedTimes times, std::size_t firstSegment);
    QueryResult resultOf(RowSet rows) const;

    const ArchiveData& m_archive;
    const BoundQuery& m_query;
    const Cancellation& m_cancellation;
    const std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
    const std::optional<Error> m_missingFacts;
    const PreparedNode m_prepared;
    std::optional<Error> m_problem;
};

} // namespace auditlens
