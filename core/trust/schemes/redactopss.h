// SPDX-License-Identifier: MIT
#pragma once

#include "trust/signaturescheme.h"

namespace auditlens {

/// Redacto Audit Log Kit, the branch that signs with RSA-PSS: "_signature" over json.dumps(event without it,
/// sort_keys=True). Such events are plain objects, which no format of Loki's recognises: they come as "generic".
class RedactoPss : public SignatureScheme
{
public:
    std::string_view id() const override { return "redacto-rsa-pss"; }
    SignatureAlgorithm algorithm() const override { return SignatureAlgorithm::RsaPssSha256; }
    std::span<const std::string_view> formats() const override;
    bool isIn(json::Value record) const override;
    void verify(json::Value record, RecordParts parts, SignatureCheck* check, const Each& each) const override;
    std::vector<CoveredMember> coverage(json::Value record, std::uint32_t part) const override;
};

} // namespace auditlens
