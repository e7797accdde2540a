// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "unmask/secret.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace auditlens {

enum class SignatureAlgorithm : std::uint8_t { HmacSha256, RsaPssSha256 };

/// Whether a text carries a signature made with one of some keys. Made once for many texts; one thread.
class SignatureCheck
{
public:
    virtual ~SignatureCheck() = default;
    /// Which of the keys, in the order they were given, `signature` was made with over `text`.
    virtual std::optional<std::size_t> keyOf(std::string_view text, std::string_view signature) = 0;
};

/// `signature` is lower-case hex and compared in constant time, as Python's hmac.compare_digest does with texts. A key
/// is used as it is, without trimming. What matches was made by somebody who has the key: whoever can check such a
/// signature can make one.
Result<std::unique_ptr<SignatureCheck>> makeHmacSha256Check(std::span<const Secret> keys);

/// `signature` is hex, RSASSA-PSS with SHA-256 for both the digest and MGF1, and the longest salt. Keys are public
/// keys as PEM.
Result<std::unique_ptr<SignatureCheck>> makeRsaPssCheck(std::span<const Secret> keys);

Result<std::unique_ptr<SignatureCheck>> makeSignatureCheck(SignatureAlgorithm algorithm, std::span<const Secret> keys);

} // namespace auditlens
