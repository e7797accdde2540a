// SPDX-License-Identifier: MIT
#pragma once

#include "query/timerange.h"
#include "store/archive.h"

#include <QTimeZone>

#include <cstddef>
#include <vector>

namespace auditlens {

/// How the events of an answer lie in time.
struct AnswerHistogram
{
    Histogram counts; ///< Without edges when the archive is empty.
    QTimeZone zone = QTimeZone::utc(); ///< Its days and hours are the bins.
    bool complete = true; ///< False when the events could not all be counted; then no number is to be shown.
};

/// Edges of bins over what a range and the archive have in common; over the whole archive where that is nothing, so
/// that the picture stays calm. None for an archive without events.
std::vector<Nanoseconds> histogramEdges(const ArchiveInfo& info, const TimeRange& range, const QTimeZone& zone, std::size_t mostBins);

} // namespace auditlens
