// SPDX-License-Identifier: MIT
#include "unmask/fernet.h"

#include "base/owned.h"
#include "base/utf8.h"
#include "unmask/lenientbase64.h"
#include "unmask/tigerkey.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <array>
#include <limits>

namespace auditlens {

namespace {

constexpr unsigned char onlyVersion = 0x80;
constexpr std::size_t timeAt = 1;
constexpr std::size_t ivAt = 9;
constexpr std::size_t blockBytes = 16;
constexpr std::size_t ciphertextAt = ivAt + blockBytes;
constexpr std::size_t macBytes = 32;
constexpr std::size_t halfKey = 16;
constexpr std::size_t leastBytes = ciphertextAt + blockBytes + macBytes;
constexpr std::size_t mostBytes = 1u << 30; // libcrypto counts in int.

bool isToken(std::span<const unsigned char> bytes)
{
    return bytes.size() >= leastBytes && bytes.size() <= mostBytes && bytes[0] == onlyVersion
        && (bytes.size() - ciphertextAt - macBytes) % blockBytes == 0;
}

} // namespace

std::optional<FernetToken> FernetToken::parse(std::string_view text)
{
    std::vector<unsigned char> bytes(lenientBase64Room(text.size()));
    const auto size = decodeLenientBase64(text, bytes);
    if (!size)
        return {};
    bytes.resize(*size);
    if (!isToken(bytes))
        return {};
    return FernetToken(std::move(bytes));
}

std::uint64_t FernetToken::createdSeconds() const
{
    std::uint64_t seconds = 0;
    for (std::size_t i = timeAt; i < ivAt; ++i)
        seconds = seconds << 8 | m_bytes[i];
    return seconds;
}

Nanoseconds FernetToken::created() const
{
    constexpr std::uint64_t second = 1'000'000'000;
    constexpr std::uint64_t last = std::uint64_t(std::numeric_limits<Nanoseconds>::max()) / second;
    const std::uint64_t seconds = createdSeconds();
    return seconds > last ? noTime : Nanoseconds(seconds * second);
}

std::span<const unsigned char> FernetToken::iv() const
{
    return std::span(m_bytes).subspan(ivAt, blockBytes);
}

std::span<const unsigned char> FernetToken::ciphertext() const
{
    return signedPart().subspan(ciphertextAt);
}

std::span<const unsigned char> FernetToken::mac() const
{
    return std::span(m_bytes).last(macBytes);
}

std::span<const unsigned char> FernetToken::signedPart() const
{
    return std::span(m_bytes).first(m_bytes.size() - macBytes);
}

bool FernetToken::isSignedBy(std::span<const unsigned char> signingKey) const
{
    std::array<unsigned char, macBytes> expected {};
    const auto text = signedPart();
    return HMAC(EVP_sha256(), signingKey.data(), int(signingKey.size()), text.data(), text.size(), expected.data(), nullptr)
        && CRYPTO_memcmp(expected.data(), mac().data(), macBytes) == 0;
}

Result<Secret, RevealProblem> FernetToken::decrypt(const Secret& key) const
{
    if (key.size() != 2 * halfKey)
        return RevealProblem::KeyUnusable;
    if (!isSignedBy(key.bytes().first(halfKey)))
        return RevealProblem::WrongKey;
    const Owned<EVP_CIPHER_CTX, EVP_CIPHER_CTX_free> context(EVP_CIPHER_CTX_new());
    Secret plain(ciphertext().size() + blockBytes);
    int size = 0;
    int last = 0;
    unsigned char* out = plain.bytes().data();
    EVP_DecryptInit_ex(context.get(), EVP_aes_128_cbc(), nullptr, key.bytes().data() + halfKey, iv().data());
    if (EVP_DecryptUpdate(context.get(), out, &size, ciphertext().data(), int(ciphertext().size())) != 1
        || EVP_DecryptFinal_ex(context.get(), out + size, &last) != 1)
        return RevealProblem::Damaged;
    plain.shrink(std::size_t(size + last));
    return plain;
}

Result<CipherFacts, RevealProblem> FernetCipher::inspect(std::string_view text) const
{
    if (!text.starts_with(prefix()))
        return RevealProblem::NotThisCipher;
    const auto token = FernetToken::parse(text.substr(prefix().size()));
    if (!token)
        return RevealProblem::Damaged;
    const std::size_t size = token->ciphertext().size();
    return CipherFacts {token->created(), size - blockBytes, size - 1};
}

Result<Secret, RevealProblem> FernetCipher::reveal(std::string_view text, const Secret& key) const
{
    if (!text.starts_with(prefix()))
        return RevealProblem::NotThisCipher;
    const auto token = FernetToken::parse(text.substr(prefix().size()));
    if (!token)
        return RevealProblem::Damaged;
    const auto bytes = tigerKey(key);
    if (!bytes)
        return bytes.error();
    auto plain = token->decrypt(bytes.value());
    if (plain && !isUtf8(plain->reveal()))
        return RevealProblem::Damaged;
    return plain;
}

} // namespace auditlens
