// SPDX-License-Identifier: MIT
#pragma once

#include "store/archive.h"
#include "store/coverage.h"
#include "store/database.h"

#include <QString>

#include <cstdint>
#include <string>
#include <vector>

namespace auditlens {

struct SourceCoverage
{
    SourceId source {};
    TimeCoverage coverage;
};

/// How an archive was cut out of another one: it has only the records of the events that were found there.
struct ArchiveCut
{
    std::string query; ///< In the query language; empty: only the times count.
    std::string zone; ///< In which the times of the query are read: "UTC", "Europe/Berlin".
    std::string from; ///< From this time on, nine digits of the fraction, UTC; empty: from the first event on.
    std::string to; ///< Before this time.
    std::uint64_t ofEvents = 0; ///< Of the archive that was asked.

    friend bool operator==(const ArchiveCut&, const ArchiveCut&) = default;
};

/// Whether an archive has everything: what services handed out, and what of it was cut out.
struct ArchiveCompleteness
{
    std::vector<SourceCoverage> coverage; ///< By source. Of sources that were files there is none; in a part, that of the archive it was cut out of.
    std::vector<ArchiveCut> cuts; ///< The oldest first: a part can be cut out of a part.
};

/// None of it for an archive of an older version. An Error (damage) for what cannot be told in order or in a line.
Result<ArchiveCompleteness> readCompleteness(const Archive& archive);

/// Make the tables of an archive that nothing is synced into: a part of another one, a redacted twin.
Result<void> putCoverage(Database& database, const std::vector<SourceCoverage>& coverage);
Result<void> putCuts(Database& database, const std::vector<ArchiveCut>& cuts);

/// The table of coverage, unless it is there, and the slices of one source in it.
Result<void> createCoverage(Database& database);
Result<void> insertSlices(Database& database, SourceId source, const TimeCoverage& coverage);
Result<TimeCoverage> readSlices(Database& database, SourceId source);

/// For people: "of any time", "from 2026-03-01T09:00:00.000000000Z on". Each end may be empty.
QString timesText(const std::string& from, const std::string& to);

} // namespace auditlens
