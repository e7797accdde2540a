// SPDX-License-Identifier: MIT
#pragma once

#include "event/mask.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace auditlens {

/// What tiger_audit_trail writes in place of a sensitive value whose Python str() is `text` (True, 12, 990.00,
/// 2025-12-03 15:04:05+00:00): "masked:" and 8 hex digits of its SHA-256. To find a known value without unmasking any.
///
/// The digest has neither salt nor key: two values may share one (one chance in 4.3 billion for a pair), and who can
/// list the possible values can find the right one by trying.
std::string maskOf(std::string_view text);

/// Whether `text` is a value that `mask` may stand for; of a longer digest every digit counts.
bool isMaskOf(std::string_view mask, std::string_view text);

enum class Likeness : std::uint8_t {
    Unknown, ///< At least one of them is no digest.
    Different, ///< Certain.
    Same, ///< As far as their digests say.
};
Likeness compareMasks(std::string_view a, std::string_view b);

} // namespace auditlens
