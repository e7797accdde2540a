// SPDX-License-Identifier: MIT
#pragma once

#include "query/timerange.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace auditlens {

/// Whether an archive has what a service had of a stretch of time.
enum class Completeness : std::uint8_t {
    Unknown, ///< It was not asked for.
    Complete, ///< All that the service had when it was asked.
    Capped, ///< The service has more than it hands out.
    Partial, ///< Some of it; the rest was not fetched.
    Failed, ///< It was asked for, and the service did not answer.
};
/// "complete": stable, for --json and the archive's documentation.
std::string_view completenessName(Completeness state);

struct CoverageSlice
{
    TimeRange range;
    Completeness state = Completeness::Unknown;
    Nanoseconds asked = 0; ///< When the service was asked.
    std::string note; ///< Why it is not complete, one sentence; else empty.
    friend bool operator==(const CoverageSlice&, const CoverageSlice&) = default;
};

/// What is known of the time of one source. A value.
class TimeCoverage
{
public:
    /// Events that come in later than this behind their own time are found by no sync that was there before them.
    static constexpr Nanoseconds lateness = 600'000'000'000;

    TimeCoverage() = default;
    /// Slices as slices() or within() gave them; false when they are not in order, overlap, or are none.
    static bool areInOrder(std::span<const CoverageSlice> slices);
    explicit TimeCoverage(std::vector<CoverageSlice> inOrder) : m_slices(std::move(inOrder)) { }

    /// What was found out now. Complete and capped take the place of whatever was known before; partial that of failed;
    /// failed only that of nothing: what was fetched before is still there.
    void note(const CoverageSlice& slice);

    /// By time, without overlaps; neighbours of one kind are one slice. What is in none is unknown.
    const std::vector<CoverageSlice>& slices() const { return m_slices; }
    /// The same within a range, cut at its ends, with the unknown time between.
    std::vector<CoverageSlice> within(const TimeRange& range) const;
    /// What it says of a range and of no other time; where the range has ends, also what was never asked for.
    TimeCoverage cutTo(const TimeRange& range) const;
    /// What is to be fetched so that a range is complete: what is neither complete nor capped, and what was complete when
    /// it was so young that events of that time may have come in since.
    std::vector<TimeRange> missing(const TimeRange& range) const;
    /// Where the last complete or capped slice ends; noTime without one.
    Nanoseconds end() const;

private:
    void put(const CoverageSlice& slice);
    void join();

    std::vector<CoverageSlice> m_slices;
};

} // namespace auditlens
