// SPDX-License-Identifier: MIT
#pragma once

#include "trust/signaturescheme.h"

namespace auditlens {

/// A scheme whose records are one event each.
class OneEventScheme : public SignatureScheme
{
public:
    void verify(json::Value record, RecordParts parts, SignatureCheck* check, const Each& each) const final;
    std::vector<CoveredMember> coverage(json::Value record, std::uint32_t part) const final;

private:
    /// On a record that isIn() says is signed.
    virtual SignatureVerdict verdictOn(json::Value record, SignatureCheck& check) const = 0;
    virtual Cover coverOf(std::string_view member) const = 0;
};

} // namespace auditlens
