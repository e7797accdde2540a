// SPDX-License-Identifier: MIT
#pragma once

#include "store/completeness.h"

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
    QStringList part; ///< Sentences about how the archive was cut out of another one; the lines are said of that one.

    bool isComplete() const;
    /// "complete", "2 gaps", "a part, complete", "a part"; empty for a whole archive of files.
    QString words() const;
    /// Those about the part, and one for each source.
    QStringList sentences() const;
    /// The lines that are not complete and touch this time.
    std::vector<CoverageLine> missing(const TimeRange& range) const;
};

/// Of a range with open ends as much as the ledger knows of each source. The last minute and the future are nobody's
/// fault: where nothing is known of them, nothing is said.
CoverageView coverageView(const ArchiveCompleteness& known, const std::vector<StoredSource>& sources, const TimeRange& range, Nanoseconds now);

/// "capped: The service has more events of this time than it hands out."
QString coverageText(const CoverageLine& line);
/// "complete", "not asked for"
QString stateText(const CoverageSlice& slice);

} // namespace auditlens
