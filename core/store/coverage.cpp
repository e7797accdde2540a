// SPDX-License-Identifier: MIT
#include "store/coverage.h"

#include <algorithm>
#include <array>
#include <utility>

namespace auditlens {

namespace {

bool isFetched(Completeness state)
{
    return state == Completeness::Complete || state == Completeness::Capped;
}

/// How much is there: what has more is not replaced by what has less.
int rank(Completeness state)
{
    return isFetched(state) ? 3 : state == Completeness::Partial ? 2 : state == Completeness::Failed ? 1 : 0;
}

TimeRange common(const TimeRange& a, const TimeRange& b)
{
    return {std::max(a.begin, b.begin), std::min(a.end, b.end)};
}

bool isEmpty(const TimeRange& range)
{
    return range.begin >= range.end;
}

/// What of a slice is not settled yet: later than the moment it was asked for, less the lateness.
Nanoseconds settledUntil(const CoverageSlice& slice)
{
    return std::clamp(slice.asked - TimeCoverage::lateness, slice.range.begin, slice.range.end);
}

bool canBeOne(const CoverageSlice& a, const CoverageSlice& b)
{
    return a.range.end == b.range.begin && a.state == b.state && a.note == b.note;
}

/// Of two slices in one; never such that less would be asked for again than of both.
Nanoseconds askedOf(const CoverageSlice& a, const CoverageSlice& b)
{
    return settledUntil(a) == a.range.end ? b.asked : std::min(a.asked, b.asked);
}

} // namespace

std::string_view completenessName(Completeness state)
{
    static constexpr std::array<std::string_view, 5> names {"unknown", "complete", "capped", "partial", "failed"};
    return names[std::size_t(state)];
}

bool TimeCoverage::areInOrder(std::span<const CoverageSlice> slices)
{
    for (std::size_t i = 0; i < slices.size(); ++i) {
        if (isEmpty(slices[i].range) || slices[i].state > Completeness::Failed)
            return false;
        if (i > 0 && slices[i - 1].range.end > slices[i].range.begin)
            return false;
    }
    return true;
}

void TimeCoverage::note(const CoverageSlice& slice)
{
    if (isEmpty(slice.range) || slice.state == Completeness::Unknown)
        return;
    for (const CoverageSlice& known : within(slice.range)) {
        if (isFetched(slice.state) || rank(known.state) <= rank(slice.state))
            put({known.range, slice.state, slice.asked, slice.note});
    }
    join();
}

/// Cuts what stands there.
void TimeCoverage::put(const CoverageSlice& slice)
{
    std::vector<CoverageSlice> cut;
    for (const CoverageSlice& known : m_slices) {
        CoverageSlice before = known;
        before.range.end = std::min(known.range.end, slice.range.begin);
        CoverageSlice behind = known;
        behind.range.begin = std::max(known.range.begin, slice.range.end);
        for (const CoverageSlice& rest : {before, behind}) {
            if (!isEmpty(rest.range))
                cut.push_back(rest);
        }
    }
    cut.push_back(slice);
    std::ranges::sort(cut, {}, [](const CoverageSlice& one) { return one.range.begin; });
    m_slices = std::move(cut);
}

void TimeCoverage::join()
{
    std::vector<CoverageSlice> joined;
    for (CoverageSlice& slice : m_slices) {
        if (!joined.empty() && canBeOne(joined.back(), slice)) {
            joined.back().asked = askedOf(joined.back(), slice);
            joined.back().range.end = slice.range.end;
        } else {
            joined.push_back(std::move(slice));
        }
    }
    m_slices = std::move(joined);
}

std::vector<CoverageSlice> TimeCoverage::within(const TimeRange& range) const
{
    std::vector<CoverageSlice> found;
    Nanoseconds at = range.begin;
    for (const CoverageSlice& slice : m_slices) {
        const TimeRange inside = common(slice.range, range);
        if (isEmpty(inside))
            continue;
        if (at < inside.begin)
            found.push_back({{at, inside.begin}, Completeness::Unknown, 0, {}});
        found.push_back({inside, slice.state, slice.asked, slice.note});
        at = inside.end;
    }
    if (at < range.end)
        found.push_back({{at, range.end}, Completeness::Unknown, 0, {}});
    return found;
}

TimeCoverage TimeCoverage::cutTo(const TimeRange& range) const
{
    std::vector<CoverageSlice> found = within(range);
    const auto isUnknown = [](const CoverageSlice& slice) { return slice.state == Completeness::Unknown; };
    if (range.end == TimeRange().end && found.size() > 1 && isUnknown(found.back()))
        found.pop_back();
    if (range.begin == TimeRange().begin && found.size() > 1 && isUnknown(found.front()))
        found.erase(found.begin());
    return TimeCoverage(std::move(found));
}

std::vector<TimeRange> TimeCoverage::missing(const TimeRange& range) const
{
    std::vector<TimeRange> ranges;
    for (const CoverageSlice& slice : within(range)) {
        const Nanoseconds settled = isFetched(slice.state) ? settledUntil(slice) : slice.range.begin;
        if (settled == slice.range.end)
            continue;
        if (!ranges.empty() && ranges.back().end == settled)
            ranges.back().end = slice.range.end;
        else
            ranges.push_back({settled, slice.range.end});
    }
    return ranges;
}

Nanoseconds TimeCoverage::end() const
{
    const auto last = std::find_if(m_slices.rbegin(), m_slices.rend(), [](const CoverageSlice& slice) { return isFetched(slice.state); });
    return last == m_slices.rend() ? noTime : last->range.end;
}

} // namespace auditlens
