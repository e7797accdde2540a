// SPDX-License-Identifier: MIT
#pragma once

#include "trust/schemes/oneeventscheme.h"

namespace auditlens {

/// santura AuditTrail: HMAC-SHA256 over json.dumps(document without "signature", sort_keys=True), in which the time is
/// "2025-05-18 09:35:00+00:00", whole seconds. Understands the REST list and the collection (Extended JSON), the export
/// (naive times) and GraphQL (Id, userId). Every other member takes part, whatever its name.
class SanturaHmac : public OneEventScheme
{
public:
    std::string_view id() const override { return "santura-hmac"; }
    SignatureAlgorithm algorithm() const override { return SignatureAlgorithm::HmacSha256; }
    std::span<const std::string_view> formats() const override;
    bool isIn(json::Value record) const override;

private:
    SignatureVerdict verdictOn(json::Value record, SignatureCheck& check) const override;
    Cover coverOf(std::string_view member) const override;
};

} // namespace auditlens
