// SPDX-License-Identifier: MIT
#pragma once

#include "secrets/knownkey.h"

#include <string_view>

namespace auditlens {

/// The id of the signature scheme that keys of this kind check; empty for those that check none.
std::string_view schemeOfKey(KeyKind kind);

} // namespace auditlens
