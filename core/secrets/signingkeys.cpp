// SPDX-License-Identifier: MIT
#include "secrets/signingkeys.h"

namespace auditlens {

std::string_view schemeOfKey(KeyKind kind)
{
    switch (kind) {
    case KeyKind::SanturaSigning:
        return "santura-hmac";
    case KeyKind::RedactoSigning:
        return "redacto-hmac";
    case KeyKind::Public:
        return "redacto-rsa-pss";
    default:
        return {};
    }
}

} // namespace auditlens
