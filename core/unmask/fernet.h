// SPDX-License-Identifier: MIT
#pragma once

#include "unmask/cipher.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace auditlens {

/// The parts of a Fernet token (https://github.com/fernet/spec):
/// 0x80 | seconds since 1970, 64 bits big-endian | IV, 16 bytes | AES-128-CBC with PKCS#7 | HMAC-SHA256 over all that.
class FernetToken
{
public:
    /// `text` is base64 as CPython's lenient decoder takes it. Nothing when no key could read it.
    static std::optional<FernetToken> parse(std::string_view text);

    std::uint8_t version() const { return m_bytes.front(); }
    std::uint64_t createdSeconds() const;
    /// noTime when the seconds are beyond 64-bit nanoseconds.
    Nanoseconds created() const;
    std::span<const unsigned char> iv() const;
    std::span<const unsigned char> ciphertext() const;
    std::span<const unsigned char> mac() const;
    std::span<const unsigned char> signedPart() const;

    /// `key` is the 32 bytes: the first half signs, the second encrypts. The HMAC is compared in constant time, and
    /// before anything is decrypted. WrongKey, or Damaged when the HMAC is right and the padding is not.
    Result<Secret, RevealProblem> decrypt(const Secret& key) const;

private:
    explicit FernetToken(std::vector<unsigned char> bytes) : m_bytes(std::move(bytes)) { }
    bool isSignedBy(std::span<const unsigned char> signingKey) const;

    std::vector<unsigned char> m_bytes;
};

/// tiger_audit_trail's sensitive values: "enc:" and a Fernet token under the key that tigerKey() makes.
class FernetCipher : public Cipher
{
public:
    std::string_view name() const override { return "Fernet"; }
    std::string_view prefix() const override { return "enc:"; }
    Result<CipherFacts, RevealProblem> inspect(std::string_view text) const override;
    Result<Secret, RevealProblem> reveal(std::string_view text, const Secret& key) const override;
};

} // namespace auditlens
