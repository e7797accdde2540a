// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "unmask/secret.h"

#include <array>
#include <span>
#include <string>
#include <string_view>

namespace auditlens {

using Ed25519Signature = std::array<unsigned char, 64>;

/// What signatures made with one Ed25519 key (RFC 8032) are checked with. A value; safe to show.
class Ed25519PublicKey
{
public:
    /// Reads "-----BEGIN PUBLIC KEY-----" (RFC 8410) as `openssl pkey -pubout` writes it.
    static Result<Ed25519PublicKey> fromPem(std::string_view pem);
    static Result<Ed25519PublicKey> ofPrivateKey(const Secret& key);

    std::string pem() const;
    /// What tells public keys apart on every machine: the SHA-256 of the key's DER form, 64 hex digits. The same as
    /// `openssl pkey -pubin -in key.pem -outform DER | sha256sum`.
    std::string id() const;
    /// Whether `signature` was made over exactly `text`.
    bool matches(std::string_view text, std::span<const unsigned char> signature) const;

    friend bool operator==(const Ed25519PublicKey&, const Ed25519PublicKey&) = default;

private:
    std::array<unsigned char, 32> m_bytes {};
};

/// Private keys are the 32 random bytes of RFC 8032, in a Secret.
Result<Secret> makeEd25519Key();
/// PKCS #8 as `openssl genpkey -algorithm ed25519` writes it, without a passphrase.
Result<Secret> ed25519KeyFromPem(const Secret& pem);
Result<Secret> ed25519KeyToPem(const Secret& key);
Result<Ed25519Signature> signEd25519(const Secret& key, std::string_view text);

} // namespace auditlens
