// SPDX-License-Identifier: MIT
#include "unmask/aesgcm.h"
#include "unmask/cipher.h"
#include "unmask/fernet.h"

#include <array>

namespace auditlens {

std::span<const Cipher* const> ciphers()
{
    static const FernetCipher fernet;
    static const AesGcmCipher aesGcm;
    static const std::array<const Cipher*, 2> all {&fernet, &aesGcm};
    return all;
}

const Cipher* cipherOf(std::string_view text)
{
    for (const Cipher* cipher : ciphers()) {
        if (text.starts_with(cipher->prefix()))
            return cipher;
    }
    return nullptr;
}

} // namespace auditlens
