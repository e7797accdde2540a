// SPDX-License-Identifier: MIT
#include "unmask/aesgcm.h"

#include "base/owned.h"
#include "base/utf8.h"
#include "unmask/lenientbase64.h"

#include <openssl/evp.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace auditlens {

namespace {

constexpr std::size_t nonceBytes = 12;
constexpr std::size_t tagBytes = 16;
constexpr std::size_t keyBytes = 32;
constexpr std::size_t mostBytes = 1u << 30; // libcrypto counts in int.

using Bytes = std::vector<unsigned char>;

Result<Bytes, RevealProblem> parse(std::string_view text, std::string_view prefix)
{
    if (!text.starts_with(prefix))
        return RevealProblem::NotThisCipher;
    const std::string padded = std::string(text.substr(prefix.size())) + "==";
    Bytes bytes(lenientBase64Room(padded.size()));
    const auto size = decodeLenientBase64(padded, bytes);
    if (!size || *size < nonceBytes + tagBytes || *size > mostBytes)
        return RevealProblem::Damaged;
    bytes.resize(*size);
    return bytes;
}

Result<Secret, RevealProblem> keyFrom(const Secret& given)
{
    if (given.size() == keyBytes)
        return Secret::copyOf(given.bytes());
    if (given.size() != 43 && given.size() != 44)
        return RevealProblem::KeyUnusable;
    Secret padded(given.size() + 1);
    std::ranges::copy(given.bytes(), padded.bytes().begin());
    padded.bytes().back() = '=';
    Secret key(lenientBase64Room(padded.size()));
    if (decodeLenientBase64(padded.reveal(), key.bytes()) != keyBytes)
        return RevealProblem::KeyUnusable;
    key.shrink(keyBytes);
    return key;
}

std::optional<Secret> decrypted(std::span<const unsigned char> sealed, const Secret& key)
{
    const Owned<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free> context(EVP_CIPHER_CTX_new());
    const auto ciphertext = sealed.subspan(nonceBytes, sealed.size() - nonceBytes - tagBytes);
    Bytes tag(sealed.end() - tagBytes, sealed.end());
    Secret plain(ciphertext.size() + tagBytes);
    int size = 0;
    int last = 0;
    unsigned char* out = plain.bytes().data();
    EVP_DecryptInit_ex(context.get(), EVP_aes_256_gcm(), nullptr, key.bytes().data(), sealed.data());
    EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, int(tagBytes), tag.data());
    if (EVP_DecryptUpdate(context.get(), out, &size, ciphertext.data(), int(ciphertext.size())) != 1
        || EVP_DecryptFinal_ex(context.get(), out + size, &last) != 1)
        return {};
    plain.shrink(std::size_t(size + last));
    return plain;
}

} // namespace

Result<CipherFacts, RevealProblem> AesGcmCipher::inspect(std::string_view text) const
{
    const auto sealed = parse(text, prefix());
    if (!sealed)
        return sealed.error();
    const std::size_t size = sealed.value().size() - nonceBytes - tagBytes;
    return CipherFacts {noTime, size, size};
}

Result<Secret, RevealProblem> AesGcmCipher::reveal(std::string_view text, const Secret& key) const
{
    const auto sealed = parse(text, prefix());
    if (!sealed)
        return sealed.error();
    const auto bytes = keyFrom(key);
    if (!bytes)
        return bytes.error();
    std::optional<Secret> plain = decrypted(sealed.value(), bytes.value());
    if (!plain)
        return RevealProblem::WrongKey;
    if (!isUtf8(plain->reveal()))
        return RevealProblem::Damaged;
    return std::move(*plain);
}

} // namespace auditlens
