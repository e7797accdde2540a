// SPDX-License-Identifier: MIT
#include "integrity/askedfacts.h"

namespace auditlens {

CheckedRows checkedRows(const SignatureReport& report)
{
    return {Check::Signatures,
        {{Fact::SignatureFits, report.valid}, {Fact::SignatureFails, report.invalid}, {Fact::SignatureUnknown, report.unknown},
            {Fact::Unsigned, report.notSigned}},
        report.scan.problem};
}

CheckedRows checkedRows(const ContinuityReport& report)
{
    return {Check::Continuity, {{Fact::Broken, report.broken}}, report.scan.problem};
}

CheckedRows checkedRows(const ClockReport& report)
{
    return {Check::Clocks,
        {{Fact::BackDated, report.backDated}, {Fact::Backfilled, report.backfilled}, {Fact::AheadOfTime, report.aheadOfTime}},
        report.scan.problem};
}

std::shared_ptr<const RowFacts> rowFacts(const IntegrityReport& report, std::shared_ptr<const Archive> archive)
{
    if (report.cancelled())
        return nullptr;
    const std::vector<CheckedRows> checked {checkedRows(report.signatures), checkedRows(report.continuity), checkedRows(report.clocks)};
    return std::make_shared<const RowFacts>(std::move(archive), checked);
}

} // namespace auditlens
