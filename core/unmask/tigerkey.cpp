// SPDX-License-Identifier: MIT
#include "unmask/tigerkey.h"

#include "base/utf8.h"
#include "unmask/lenientbase64.h"

#include <openssl/evp.h>

namespace auditlens {

namespace {

constexpr std::size_t encodedKeyCodePoints = 44;

Secret sha256(const Secret& text)
{
    Secret key(tigerKeyBytes);
    EVP_Digest(text.bytes().data(), text.size(), key.bytes().data(), nullptr, EVP_sha256(), nullptr);
    return key;
}

} // namespace

Result<Secret, RevealProblem> tigerKey(const Secret& text)
{
    if (text.empty() || !isUtf8(text.reveal()))
        return RevealProblem::KeyUnusable;
    if (countCodePoints(text.reveal()) != encodedKeyCodePoints)
        return sha256(text);
    Secret decoded(lenientBase64Room(text.size()));
    const auto size = decodeLenientBase64(text.reveal(), decoded.bytes());
    if (!size)
        return sha256(text);
    if (*size != tigerKeyBytes)
        return RevealProblem::KeyUnusable;
    decoded.shrink(*size);
    return decoded;
}

} // namespace auditlens
