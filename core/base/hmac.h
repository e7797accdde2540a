// SPDX-License-Identifier: MIT
#pragma once

#include "base/sha256.h"

#include <span>
#include <string_view>

namespace auditlens {

/// RFC 2104 with SHA-256. Any key, also an empty one; any thread.
Sha256Digest hmacSha256(std::span<const unsigned char> key, std::string_view text);

} // namespace auditlens
