// SPDX-License-Identifier: MIT
#include "session/answerhistogram.h"

#include "store/timebins.h"

#include <algorithm>

namespace auditlens {

std::vector<Nanoseconds> histogramEdges(const ArchiveInfo& info, const TimeRange& range, const QTimeZone& zone, std::size_t mostBins)
{
    const bool meet = info.first != noTime && range.begin <= info.last && range.end > info.first && range.begin < range.end;
    const Nanoseconds first = meet ? std::max(info.first, range.begin) : info.first;
    const Nanoseconds last = meet && range.end <= info.last ? range.end - 1 : info.last;
    return binEdges(first, last, BinSize::Auto, zone, mostBins);
}

} // namespace auditlens
