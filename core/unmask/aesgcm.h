// SPDX-License-Identifier: MIT
#pragma once

#include "unmask/cipher.h"

namespace auditlens {

/// For services that encrypt single values with AES-256-GCM: "encg:" and base64url of nonce (12 bytes), ciphertext and
/// tag (16 bytes), with or without padding, without additional data (NIST SP 800-38D). The key is 32 bytes: as they
/// are, or as 43 or 44 characters of base64.
class AesGcmCipher : public Cipher
{
public:
    std::string_view name() const override { return "AES-256-GCM"; }
    std::string_view prefix() const override { return "encg:"; }
    Result<CipherFacts, RevealProblem> inspect(std::string_view text) const override;
    Result<Secret, RevealProblem> reveal(std::string_view text, const Secret& key) const override;
};

} // namespace auditlens
