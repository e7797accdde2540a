// SPDX-License-Identifier: MIT
#pragma once

#include "connections/connection.h"

namespace auditlens {

/// The kind of source for people; its id where it is not known here.
QString kindText(const Connection& connection);
/// Where it asks, for a list: its addresses, or what stands in their place, as region and log group do.
QString addressText(const Connection& connection);

/// Whether one of its addresses is http.
bool isUnencrypted(const Connection& connection);
/// What a person should know of an address that is not encrypted and not on this machine; else empty.
QString unencryptedWarning(const QString& address);

} // namespace auditlens
