// SPDX-License-Identifier: MIT
#pragma once

#include "base/owned.h"

#include <openssl/bio.h>
#include <openssl/evp.h>

#include <cstddef>
#include <string_view>

namespace auditlens {

using PemKey = Owned<EVP_PKEY, EVP_PKEY_free>;

/// The key in a PEM text (RFC 7468), or null: too long, none, or one that asks for a passphrase. OpenSSL's error queue
/// is empty afterwards.
PemKey publicKeyFromPem(std::string_view pem, std::size_t mostBytes);
PemKey privateKeyFromPem(std::string_view pem, std::size_t mostBytes);

} // namespace auditlens
