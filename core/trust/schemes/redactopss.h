// SPDX-License-Identifier: MIT
#pragma once

#include "trust/schemes/oneeventscheme.h"

namespace auditlens {

/// Redacto Audit Log Kit, the branch that signs with RSA-PSS: "_signature" over json.dumps(event without it,
/// sort_keys=True). Such events are plain objects, which no format of Loki's recognises: they come as "generic".
class RedactoPss : public OneEventScheme
{
public:
    std::string_view id() const override { return "redacto-rsa-pss"; }
    SignatureAlgorithm algorithm() const override { return SignatureAlgorithm::RsaPssSha256; }
    std::span<const std::string_view> formats() const override;
    bool isIn(json::Value record) const override;

private:
    SignatureVerdict verdictOn(json::Value record, SignatureCheck& check) const override;
    Cover coverOf(std::string_view member) const override;
};

} // namespace auditlens
