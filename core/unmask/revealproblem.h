// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.h"

#include <cstdint>

namespace auditlens {

/// Why a masked value is not readable. Each has another answer, so they are told apart as far as they can be.
enum class RevealProblem : std::uint8_t {
    NoCiphertext, ///< There is nothing to decrypt.
    HashOnly, ///< Only a digest of the value was kept: no key will ever bring it back.
    NotThisCipher, ///< It does not begin with a prefix that a cipher here knows.
    Damaged, ///< No key can read it: base64, version or sizes are wrong, or what came out is no text.
    WrongKey, ///< The token is made for another key, or it was changed: the check sum over it cannot say which.
    KeyUnusable, ///< The program that wrote the token could not have used this key.
};

/// For people; says neither the value nor the key nor where they are.
Error revealError(RevealProblem problem);

} // namespace auditlens
