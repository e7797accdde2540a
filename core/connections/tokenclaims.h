// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "connections/connection.h"

#include <QUrl>

#include <optional>
#include <string>
#include <vector>

namespace auditlens {

/// Roles and permissions in the token of a connection, which the service accepted just now, or why there are none.
struct TokenClaims
{
    std::vector<std::string> claims; ///< UTF-8
    std::optional<Error> error; ///< There when there are none.
};

/// Where the connection asks; empty for a kind of source without an address.
QUrl serviceUrl(const Connection& connection);

/// Nothing is asked of a connection with a certificate authority of its own: somebody else could answer in the place of
/// the service. Waits for the service, with an event loop: for a thread that may.
TokenClaims askTokenClaims(const Connection& connection, const GivenSecrets& secrets, const Cancellation& cancellation);

} // namespace auditlens
