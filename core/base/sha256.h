// SPDX-License-Identifier: MIT
#pragma once

#include "base/owned.h"

#include <openssl/evp.h>

#include <array>
#include <string_view>

namespace auditlens {

using Sha256Digest = std::array<unsigned char, 32>;

Sha256Digest sha256(std::string_view bytes);

/// The SHA-256 of bytes that come in pieces. One thread.
class Sha256
{
public:
    Sha256();

    void add(std::string_view bytes);
    /// Of everything added since the last result.
    Sha256Digest result();

private:
    Owned<EVP_MD_CTX, EVP_MD_CTX_free> m_context;
};

} // namespace auditlens
