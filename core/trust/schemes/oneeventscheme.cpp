// SPDX-License-Identifier: MIT
#include "trust/schemes/oneeventscheme.h"

namespace auditlens {

void OneEventScheme::verify(json::Value record, RecordParts parts, SignatureCheck* check, const Each& each) const
{
    if (!parts.contains(0))
        return;
    if (!isIn(record))
        each(0, {SignatureState::Unsigned, 0, {}});
    else
        each(0, check ? verdictOn(record, *check) : SignatureVerdict {SignatureState::NoKey, 0, {}});
}

std::vector<CoveredMember> OneEventScheme::coverage(json::Value record, std::uint32_t) const
{
    std::vector<CoveredMember> members;
    if (!isIn(record))
        return members;
    for (const json::Value member : record)
        members.push_back({std::string(member.key()), coverOf(member.key())});
    return members;
}

} // namespace auditlens
