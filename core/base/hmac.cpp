// SPDX-License-Identifier: MIT
#include "base/hmac.h"

#include <openssl/hmac.h>

namespace auditlens {

Sha256Digest hmacSha256(std::span<const unsigned char> key, std::string_view text)
{
    static constexpr unsigned char none = 0; // OpenSSL takes no key at a null pointer for "the same key again"
    Sha256Digest digest {};
    unsigned int size = 0;
    HMAC(EVP_sha256(), key.empty() ? &none : key.data(), int(key.size()), reinterpret_cast<const unsigned char*>(text.data()),
        text.size(), digest.data(), &size);
    return digest;
}

} // namespace auditlens
