// SPDX-License-Identifier: MIT
#include "unmask/maskdigest.h"

#include <openssl/evp.h>

#include <array>

namespace auditlens {

namespace {

constexpr std::size_t sha256Bytes = 32;

std::string hexSha256(std::string_view text)
{
    constexpr std::string_view hex = "0123456789abcdef";
    std::array<unsigned char, sha256Bytes> digest {};
    EVP_Digest(text.data(), text.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
    std::string digits;
    for (const unsigned char byte : digest) {
        digits += hex[byte >> 4];
        digits += hex[byte & 15];
    }
    return digits;
}

} // namespace

std::string maskOf(std::string_view text)
{
    return std::string(maskPrefix) + hexSha256(text).substr(0, maskDigits);
}

bool isMaskOf(std::string_view mask, std::string_view text)
{
    return isMask(mask) && hexSha256(text).starts_with(mask.substr(maskPrefix.size()));
}

Likeness compareMasks(std::string_view a, std::string_view b)
{
    if (!isMask(a) || !isMask(b))
        return Likeness::Unknown;
    return a.starts_with(b) || b.starts_with(a) ? Likeness::Same : Likeness::Different;
}

} // namespace auditlens
