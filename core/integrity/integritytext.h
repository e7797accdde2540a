// SPDX-License-Identifier: MIT
#pragma once

#include "integrity/integrityreport.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace auditlens {

/// "Is the content as signed?", "Is the set complete?"
QString questionText(IntegrityLine::Question question);

/// The answers under both questions; counts say whether they are complete.
std::vector<IntegrityLine> integrityLines(const IntegrityReport& report);
/// What the answers under a question prove and what not, a sentence each.
QStringList integrityNotes(const IntegrityReport& report, IntegrityLine::Question question);
/// Of each check at most mostListed, all together the newest first.
std::vector<IntegrityFinding> integrityFindings(const IntegrityReport& report);

/// "premium was 990.00 after event A and 9.90 before event B: something changed it in between that is not in this
/// archive."
QString continuitySentence(const ContinuityBreak& broken);
/// "The event says 2025-10-14T10:05:00Z, the time in its ciphertext 2026-03-22T01:58:31Z: 158 d 15 h later. …"
QString clockSentence(const ClockFinding& finding);
QString signatureSentence(const SignatureFinding& finding);
/// "The signature covers …; it does not cover …", from the members of a record.
QString coverageSentence(const std::vector<CoveredMember>& coverage);

/// "2 d 3 h", "4 min 5 s", "0.5 s": the two largest units, without a sign.
QString durationText(Nanoseconds duration);
/// What a signature of this scheme covers, in one sentence; empty for an unknown scheme.
QString schemeCoverage(std::string_view scheme);
/// How people call a scheme: "santura".
QString schemeText(std::string_view scheme);

} // namespace auditlens
