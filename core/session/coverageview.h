// SPDX-License-Identifier: MIT
#pragma once

#include "store/syncjournal.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace auditlens {

/// What the ledger of an archive says of a stretch of time of one source.
struct CoverageLine
{
    SourceId id {};
    QString source; ///< Its name.
    CoverageSlice slice;
};

/// What it says of the time that is shown. A value.
struct CoverageView
{
    std::vector<CoverageLine> lines; ///< By source, then by time, without gaps. None for an archive of files.

    bool isComplete() const;
    /// "complete", "2 gaps"; empty for an archive of files.
    QString words() const;
    /// A sentence for each source.
    QStringList sentences() const;
    /// The lines that are not complete and touch this time.
    std::vector<CoverageLine> missing(const TimeRange& range) const;
};

/// Of a range with open ends as much as the ledger knows of each source. The last minute and the future are nobody's
/// fault: where nothing is known of them, nothing is said.
CoverageView coverageView(const std::vector<SourceCoverage>& all, const std::vector<StoredSource>& sources, const TimeRange& range, Nanoseconds now);

/// "capped: The service has more events of this time than it hands out."
QString coverageText(const CoverageLine& line);
/// "complete", "not asked for"
QString stateText(const CoverageSlice& slice);

} // namespace auditlens
