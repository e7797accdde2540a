// SPDX-License-Identifier: MIT
#include "store/histogram.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace auditlens {

namespace {

using Bins = std::vector<std::array<std::uint32_t, verbCount>>;

// The place in a bin, by the bits of a verb.
using VerbPlaces = std::array<std::uint8_t, EventFlags::verbBits.count()>;

VerbPlaces verbPlaces()
{
    VerbPlaces places {};
    for (std::uint32_t i = 0; i < places.size(); ++i)
        places[i] = std::uint8_t(EventFlags::unpacked(i << EventFlags::verbBits.shift).verb);
    return places;
}

// Rows are in time order, so each bin is a stretch of them.
void addSegment(const Segment& segment, const RowBits& slots, std::uint32_t base, const std::vector<Nanoseconds>& edges, Bins& bins)
{
    static const VerbPlaces verbs = verbPlaces();
    auto begin = std::ranges::lower_bound(segment.time, edges.front());
    for (std::size_t bin = 0; bin < bins.size() && begin != segment.time.end(); ++bin) {
        const auto end = std::lower_bound(begin, segment.time.end(), edges[bin + 1]);
        const auto first = std::uint32_t(begin - segment.time.begin());
        segment.flags.visit([&](const auto flags) {
            forEachRow(slots, base + first, std::uint32_t(end - begin), [&](std::uint32_t row) {
                const std::uint64_t bits = flags.empty() ? 0 : flags[first + row];
                ++bins[bin][verbs[bits >> EventFlags::verbBits.shift & (verbs.size() - 1)]];
            });
        });
        begin = end;
    }
}

} // namespace

Histogram countHistogram(const ArchiveData& archive, const RowBits& slots, std::vector<Nanoseconds> edges, std::size_t first)
{
    Histogram histogram {std::move(edges), {}};
    if (histogram.edges.size() < 2)
        return histogram;
    histogram.bins.resize(histogram.edges.size() - 1);
    for (std::size_t s = first; s < archive.segments().size(); ++s)
        addSegment(*archive.segments()[s], slots, archive.base(s), histogram.edges, histogram.bins);
    return histogram;
}

bool addHistogram(Histogram& sum, const Histogram& known)
{
    const auto at = std::search(sum.edges.begin(), sum.edges.end(), known.edges.begin(), known.edges.end());
    if (known.edges.size() < 2 || at == sum.edges.end())
        return false;
    const auto first = sum.bins.begin() + (at - sum.edges.begin());
    for (std::size_t bin = 0; bin < known.bins.size(); ++bin) {
        auto& to = first[std::ptrdiff_t(bin)];
        std::ranges::transform(to, known.bins[bin], to.begin(), std::plus<>());
    }
    return true;
}

std::uint64_t eventsOf(const Histogram& histogram)
{
    std::uint64_t events = 0;
    for (const auto& bin : histogram.bins)
        events += std::accumulate(bin.begin(), bin.end(), std::uint64_t(0));
    return events;
}

} // namespace auditlens
