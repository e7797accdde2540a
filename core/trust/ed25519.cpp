// SPDX-License-Identifier: MIT
#include "trust/ed25519.h"

#include "base/hex.h"
#include "base/sha256.h"
#include "trust/pem.h"

#include <QCoreApplication>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Ed25519)
};

constexpr std::size_t keyBytes = 32;
constexpr std::size_t mostPemBytes = 16 << 10;

using Context = Owned<EVP_MD_CTX, EVP_MD_CTX_free>;
using Bio = Owned<BIO, BIO_free>;

const unsigned char* bytesOf(std::string_view text)
{
    return reinterpret_cast<const unsigned char*>(text.data());
}

PemKey privateKey(const Secret& key)
{
    return PemKey(EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nullptr, key.bytes().data(), key.size()));
}

Error notPublic()
{
    return {Tr::tr("Signatures cannot be checked with this key."),
        Tr::tr("It is not an Ed25519 public key in PEM form."), {},
        Tr::tr("Give the file with \"BEGIN PUBLIC KEY\" that belongs to the key that signed.")};
}

Error notPrivate()
{
    return {Tr::tr("Nothing can be signed with this key."),
        Tr::tr("It is not an Ed25519 private key in PEM form without a passphrase."), {},
        Tr::tr("Make one with \"openssl genpkey -algorithm ed25519\".")};
}

Error noCryptography()
{
    return {Tr::tr("Nothing can be signed."), Tr::tr("The cryptographic library refused to work."), {},
        Tr::tr("Check the installation of OpenSSL on this machine.")};
}

} // namespace

Result<Ed25519PublicKey> Ed25519PublicKey::fromPem(std::string_view pem)
{
    const PemKey key = publicKeyFromPem(pem, mostPemBytes);
    Ed25519PublicKey made;
    std::size_t size = made.m_bytes.size();
    const bool usable = key && EVP_PKEY_get_base_id(key.get()) == EVP_PKEY_ED25519
        && EVP_PKEY_get_raw_public_key(key.get(), made.m_bytes.data(), &size) == 1;
    ERR_clear_error();
    return usable ? Result(made) : notPublic();
}

Result<Ed25519PublicKey> Ed25519PublicKey::ofPrivateKey(const Secret& key)
{
    const PemKey whole = privateKey(key);
    Ed25519PublicKey made;
    std::size_t size = made.m_bytes.size();
    const bool usable = whole && EVP_PKEY_get_raw_public_key(whole.get(), made.m_bytes.data(), &size) == 1;
    ERR_clear_error();
    return usable ? Result(made) : notPrivate();
}

std::string Ed25519PublicKey::pem() const
{
    const PemKey key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, m_bytes.data(), m_bytes.size()));
    const Bio out(BIO_new(BIO_s_mem()));
    PEM_write_bio_PUBKEY(out.get(), key.get());
    char* text = nullptr;
    const long size = BIO_get_mem_data(out.get(), &text);
    return std::string(text, std::size_t(size));
}

std::string Ed25519PublicKey::id() const
{
    constexpr std::string_view header("\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00", 12); // RFC 8410, section 4
    Sha256 hash;
    hash.add(header);
    hash.add({reinterpret_cast<const char*>(m_bytes.data()), m_bytes.size()});
    return toHex(hash.result());
}

bool Ed25519PublicKey::matches(std::string_view text, std::span<const unsigned char> signature) const
{
    const PemKey key(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, m_bytes.data(), m_bytes.size()));
    const Context context(EVP_MD_CTX_new());
    const bool match = key && context && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1
        && EVP_DigestVerify(context.get(), signature.data(), signature.size(), bytesOf(text), text.size()) == 1;
    ERR_clear_error();
    return match;
}

Result<Secret> makeEd25519Key()
{
    Secret key(keyBytes);
    if (RAND_priv_bytes(key.bytes().data(), int(key.size())) == 1)
        return key;
    ERR_clear_error();
    return noCryptography();
}

Result<Secret> ed25519KeyFromPem(const Secret& pem)
{
    const PemKey whole = privateKeyFromPem(pem.reveal(), mostPemBytes);
    Secret key(keyBytes);
    std::size_t size = key.size();
    const bool usable = whole && EVP_PKEY_get_base_id(whole.get()) == EVP_PKEY_ED25519
        && EVP_PKEY_get_raw_private_key(whole.get(), key.bytes().data(), &size) == 1;
    ERR_clear_error();
    if (!usable)
        return notPrivate();
    return key;
}

Result<Secret> ed25519KeyToPem(const Secret& key)
{
    const PemKey whole = privateKey(key);
    const Bio out(BIO_new(BIO_s_secmem())); // Wiped when it ends.
    const bool written
        = whole && out && PEM_write_bio_PrivateKey(out.get(), whole.get(), nullptr, nullptr, 0, nullptr, nullptr) == 1;
    ERR_clear_error();
    if (!written)
        return notPrivate();
    char* text = nullptr;
    const long size = BIO_get_mem_data(out.get(), &text);
    return Secret::copyOf(std::string_view(text, std::size_t(size)));
}

Result<Ed25519Signature> signEd25519(const Secret& key, std::string_view text)
{
    const PemKey whole = privateKey(key);
    const Context context(EVP_MD_CTX_new());
    Ed25519Signature signature {};
    std::size_t size = signature.size();
    const bool made = whole && context && EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, whole.get()) == 1
        && EVP_DigestSign(context.get(), signature.data(), &size, bytesOf(text), text.size()) == 1;
    ERR_clear_error();
    return made ? Result(signature) : notPrivate();
}

} // namespace auditlens
