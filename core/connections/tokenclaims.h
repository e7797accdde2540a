// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "connections/connection.h"

#include <QStringList>

#include <optional>

namespace auditlens {

/// Roles and permissions in the token of a connection, which the service accepted just now, or why there are none.
struct TokenClaims
{
    QStringList claims;
    std::optional<Error> error; ///< There when there are none.
};

/// Nothing is asked of a connection with a certificate authority of its own: somebody else could answer in the place of
/// the service. Waits for the service, with an event loop: for a thread that may.
TokenClaims askTokenClaims(const Connection& connection, const GivenSecrets& secrets, const Cancellation& cancellation);

} // namespace auditlens
