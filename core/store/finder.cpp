// SPDX-License-Identifier: MIT
#include "store/finder.h"

#include "store/rowfacts.h"
#include "store/searchpool.h"
#include "store/segmentfinder.h"

#include <algorithm>
#include <mutex>

namespace auditlens {

namespace {

constexpr std::uint64_t rowsPerWanted = 64; // Of the first stretch: enough where every 64th row matches.

} // namespace

Finder::Finder(const ArchiveData& archive, const BoundQuery& query, const Cancellation& cancellation)
    : m_archive(archive)
    , m_query(query)
    , m_cancellation(cancellation)
    , m_missingFacts(missingFacts(archive, query))
    , m_prepared(prepareQuery(archive, query))
{
}

QueryResult Finder::resultOf(RowSet rows) const
{
    QueryResult result;
    result.rows = std::move(rows);
    result.problem = problem();
    result.complete = !result.problem && !m_cancellation.requested();
    const auto took = std::chrono::steady_clock::now() - m_start;
    result.microseconds = std::chrono::duration_cast<std::chrono::microseconds>(took).count();
    return result;
}

std::optional<Error> Finder::problem() const
{
    if (m_missingFacts || m_problem)
        return m_missingFacts ? m_missingFacts : m_problem;
    return m_query.facts ? m_query.facts->problem(checksOf(m_query)) : std::nullopt;
}

QueryResult Finder::run()
{
    RowSet rows = m_archive.rowsAt(slots());
    return resultOf(std::move(rows));
}

// What a check finds out about an event may depend on those that came later.
QueryResult Finder::run(const ArchiveData& earlier, const RowSet& known)
{
    const auto segments = m_archive.segmentsOf(earlier);
    if (!segments || !checksOf(m_query).empty())
        return run();
    RowBits slots = earlier.slotsOf(known);
    slots.grow(m_archive.size());
    slots |= slotsFrom(*segments);
    return resultOf(m_archive.rowsAt(std::move(slots)));
}

// Rows are in order of time whether segments overlap or not, so a stretch of time is a stretch of rows. Events of one
// time are never in two stretches.
QueryResult Finder::newest(std::uint32_t most)
{
    std::vector<std::uint32_t> rows;
    const std::uint32_t first = m_archive.rowsBefore(m_query.begin);
    std::uint32_t last = std::max(first, m_archive.rowsBefore(m_query.end));
    AcceptedTimes times {m_query.begin, m_query.end};
    for (std::uint64_t length = rowsPerWanted * most; first < last && rows.size() < most && !stopped(); length *= 2) {
        const Row oldest = Row(last - std::uint32_t(std::min<std::uint64_t>(length, last - first)));
        times.begin = m_archive.timeAt(m_archive.slotOf(oldest));
        const RowBits slots = slotsIn(times, 0);
        const std::uint32_t begin = m_archive.rowsBefore(times.begin);
        for (std::uint32_t row = last; row > begin && rows.size() < most; --row) {
            if (slots.test(m_archive.slotOf(Row(row - 1))))
                rows.push_back(row - 1);
        }
        last = begin;
        times.end = times.begin;
    }
    std::ranges::reverse(rows);
    return resultOf(RowSet::of(std::move(rows)));
}

// Of the time of the oldest one there may be more than are known.
QueryResult Finder::runBehind(const RowSet& newest)
{
    if (newest.empty())
        return run();
    const Nanoseconds oldest = m_archive.timeAt(m_archive.slotOf(newest.at(0)));
    RowBits slots = slotsIn({m_query.begin, oldest + 1}, 0);
    for (std::uint32_t i = 0; i < newest.size(); ++i)
        slots.set(m_archive.slotOf(newest.at(i)));
    return resultOf(m_archive.rowsAt(std::move(slots)));
}

std::vector<std::size_t> Finder::segmentsIn(AcceptedTimes times, std::size_t first) const
{
    std::vector<std::size_t> numbers;
    for (std::size_t s = first; s < m_archive.segments().size(); ++s) {
        const auto& time = m_archive.segments()[s]->time;
        if (time.back() >= times.begin && time.front() < times.end)
            numbers.push_back(s);
    }
    return numbers;
}

RowBits Finder::slotsFrom(std::size_t segment)
{
    return slotsIn({m_query.begin, m_query.end}, segment);
}

RowBits Finder::slotsIn(AcceptedTimes times, std::size_t firstSegment)
{
    RowBits slots(m_archive.size());
    if (stopped())
        return slots;
    const std::vector<std::size_t> segments = segmentsIn(times, firstSegment);
    std::mutex mutex;
    onAllCores(segments.size(), [&](auto next) {
        SegmentFinder finder(m_archive, m_query, m_prepared, m_cancellation);
        for (auto i = next(); i && !finder.problem() && !m_cancellation.requested(); i = next()) {
            const RowBits found = finder.find(segments[*i], times);
            const std::lock_guard guard(mutex);
            slots.addAt(m_archive.base(segments[*i]), found);
        }
        const std::lock_guard guard(mutex);
        if (finder.problem() && !m_problem)
            m_problem = finder.problem();
    });
    return slots;
}

} // namespace auditlens
