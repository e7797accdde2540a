// SPDX-License-Identifier: MIT
#pragma once

#include "trust/signaturescheme.h"

namespace auditlens {

/// Redacto Audit Log Kit on Loki: HMAC-SHA256 over compact JSON of body, labels, structured metadata and time. What Loki
/// and its agents do to an entry is undone as far as it is known: unset labels, labels that older versions of the kit
/// do not have, escapes of a Loki before 3.5, times that were moved by up to ten nanoseconds. A label that is set is
/// never left out, so that a signature is not valid beside a label that was added.
class RedactoHmac : public SignatureScheme
{
public:
    std::string_view id() const override { return "redacto-hmac"; }
    SignatureAlgorithm algorithm() const override { return SignatureAlgorithm::HmacSha256; }
    std::span<const std::string_view> formats() const override;
    bool isIn(json::Value record) const override;
    void verify(json::Value record, RecordParts parts, SignatureCheck* check, const Each& each) const override;
    std::vector<CoveredMember> coverage(json::Value record, std::uint32_t part) const override;
};

} // namespace auditlens
