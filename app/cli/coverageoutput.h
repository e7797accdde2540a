// SPDX-License-Identifier: MIT
#pragma once

#include "cli/console.h"
#include "store/completeness.h"

namespace auditlens {

/// [{"from","to","state","note"}]
std::string slicesJson(const std::vector<CoverageSlice>& slices);
/// [{"source","slices"}] of all sources that were synced.
std::string coverageJson(const std::vector<SourceCoverage>& all, const std::vector<StoredSource>& sources);
/// [{"query","zone","from","to","of_events"}] of an archive that was cut out of another one.
std::string cutsJson(const std::vector<ArchiveCut>& cuts);
/// Says of each source that was synced whether all of that time is in the archive, and of a part what was cut out. A whole
/// archive of files gets no sentence. The Error is the archive's.
Result<void> sayCoverage(const Archive& archive, const TimeRange& range, Console& console);

} // namespace auditlens
