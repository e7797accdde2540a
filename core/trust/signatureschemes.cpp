// SPDX-License-Identifier: MIT
#include "trust/schemes/redactohmac.h"
#include "trust/schemes/redactopss.h"
#include "trust/schemes/santurahmac.h"

#include <algorithm>
#include <array>

namespace auditlens {

std::span<const SignatureScheme* const> signatureSchemes()
{
    static const SanturaHmac santura;
    static const RedactoHmac redacto;
    static const RedactoPss redactoPss;
    static const std::array<const SignatureScheme*, 3> all {&santura, &redacto, &redactoPss};
    return all;
}

const SignatureScheme* signatureSchemeOf(std::string_view format, json::Value record)
{
    for (const SignatureScheme* scheme : signatureSchemes()) {
        if (std::ranges::find(scheme->formats(), format) != scheme->formats().end() && scheme->isIn(record))
            return scheme;
    }
    return nullptr;
}

} // namespace auditlens
