// SPDX-License-Identifier: MIT
#pragma once

#include "unmask/secret.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <optional>

namespace auditlens {

/// What a JSON Web Token says of who has it (RFC 7519). Nothing of it is verified: the service does that.
struct JwtClaims
{
    QString subject; ///< "sub", else "user_id".
    QString tenant; ///< "tenant_id"
    QStringList roles;
    QStringList permissions;
    QDateTime expires; ///< UTC; not valid where the token does not say.
};

/// Nothing for what is no such token. Only the claims leave the secret, not the signature.
std::optional<JwtClaims> readJwtClaims(const Secret& token);

} // namespace auditlens
