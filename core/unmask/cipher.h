// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "event/event.h"
#include "unmask/revealproblem.h"
#include "unmask/secret.h"

#include <cstddef>
#include <span>
#include <string_view>

namespace auditlens {

/// What a ciphertext says to everybody, without a key.
struct CipherFacts
{
    Nanoseconds created = noTime; ///< When it was encrypted, by the writer's clock; noTime when it does not say.
    std::size_t leastBytes = 0; ///< The value has at least and
    std::size_t mostBytes = 0; ///< at most that many bytes of UTF-8.
    friend bool operator==(const CipherFacts&, const CipherFacts&) = default;
};

/// One way of encrypting single values. Stateless; any thread.
class Cipher
{
public:
    virtual ~Cipher() = default;
    virtual std::string_view name() const = 0; ///< "Fernet": a name, not translated.
    virtual std::string_view prefix() const = 0; ///< What its ciphertexts begin with: "enc:".

    /// NotThisCipher or Damaged when no key could read `text`.
    virtual Result<CipherFacts, RevealProblem> inspect(std::string_view text) const = 0;
    /// The value as UTF-8. `key` is the key as its owner keeps it; which bytes are made of it is the cipher's rule.
    virtual Result<Secret, RevealProblem> reveal(std::string_view text, const Secret& key) const = 0;
};

/// All that are known here.
std::span<const Cipher* const> ciphers();
/// The one whose prefix the text has, or null.
const Cipher* cipherOf(std::string_view text);

} // namespace auditlens
