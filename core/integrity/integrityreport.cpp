// SPDX-License-Identifier: MIT
#include "integrity/integrityreport.h"

#include <algorithm>

namespace auditlens {

bool IntegrityReport::cancelled() const
{
    return signatures.scan.cancelled || continuity.scan.cancelled || clocks.scan.cancelled;
}

std::optional<Error> IntegrityReport::problem() const
{
    for (const ScanOutcome* scan : {&signatures.scan, &continuity.scan, &clocks.scan}) {
        if (scan->problem)
            return scan->problem;
    }
    return {};
}

bool IntegrityReport::complete() const
{
    return !cancelled() && !problem();
}

bool IntegrityReport::verifies() const
{
    const bool furtherBad = std::ranges::any_of(further, [](const IntegrityLine& line) { return line.state == IntegrityLine::State::Bad; });
    return findingCount() == 0 && !furtherBad && !problem();
}

std::uint64_t IntegrityReport::findingCount() const
{
    return signatures.count(SignatureState::Invalid) + continuity.breakCount + clocks.findingCount + furtherFindings.size();
}

Result<IntegrityReport> checkIntegrity(
    const Archive& archive, std::span<const SchemeKeys> keys, const IntegrityProgress& progress, const Cancellation& cancellation)
{
    const auto newsOf = [&](IntegrityStage stage) -> ScanProgress {
        return [&progress, stage](std::uint64_t done, std::uint64_t total) {
            if (progress)
                progress(stage, std::uint64_t(stage) * total + done, integrityStages * total);
        };
    };
    IntegrityReport report;
    auto signatures = checkSignatures(archive, keys, newsOf(IntegrityStage::Signatures), cancellation);
    if (!signatures)
        return signatures.error();
    report.signatures = *std::move(signatures);
    report.continuity = checkContinuity(archive, newsOf(IntegrityStage::Continuity), cancellation);
    report.clocks = checkClocks(archive, newsOf(IntegrityStage::Clocks), cancellation);
    return report;
}

} // namespace auditlens
