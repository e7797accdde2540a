// SPDX-License-Identifier: MIT
#pragma once

#include "cli/console.h"
#include "store/syncjournal.h"

namespace auditlens {

/// [{"from","to","state","note"}]
std::string slicesJson(const std::vector<CoverageSlice>& slices);
/// [{"source","slices"}] of all sources that were synced.
std::string coverageJson(const std::vector<SourceCoverage>& all, const std::vector<StoredSource>& sources);
/// Says of each source that was synced whether all of that time is in the archive. An archive of files gets no sentence.
/// The Error is the archive's.
Result<void> sayCoverage(const Archive& archive, const TimeRange& range, Console& console);

} // namespace auditlens
