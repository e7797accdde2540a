// SPDX-License-Identifier: MIT
#pragma once

#include "store/completeness.h"

#include <QString>
#include <QStringList>

#include <span>

namespace auditlens {

/// For people: "complete".
QString completenessText(Completeness state);
/// "2026-03-01T12:00:00Z": with a fraction where there is one.
std::string coverageTime(Nanoseconds time);
/// The time of a range as far as the ledger says something about it: an open end begins or ends with the ledger.
std::vector<CoverageSlice> coverageWithin(const TimeCoverage& coverage, const TimeRange& range);
bool isComplete(std::span<const CoverageSlice> slices);
/// "complete", "capped", "2 gaps", "capped, 1 gap", "nothing fetched".
QString coverageWords(std::span<const CoverageSlice> slices);
/// One sentence: that all of it is complete, or what is not and why. Of many slices the first five.
QString coverageSentence(const QString& source, std::span<const CoverageSlice> slices);
/// A sentence for each time that an archive was cut out of another one, and what that means; none where it is whole.
QStringList cutSentences(const std::vector<ArchiveCut>& cuts);
/// These, and a sentence for each source that was synced; nothing for an archive of files.
QStringList coverageSentences(const ArchiveCompleteness& known, const std::vector<StoredSource>& sources, const TimeRange& range);

} // namespace auditlens
