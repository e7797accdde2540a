// SPDX-License-Identifier: MIT
#include "trust/signaturecheck.h"

#include <QCoreApplication>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rsa.h>

#include <vector>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::SignatureCheck)
};

struct FreeKey
{
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
using PublicKey = std::unique_ptr<EVP_PKEY, FreeKey>;

// A PEM text that asks for a passphrase is none of a public key.
int noPassphrase(char*, int, int, void*)
{
    return -1;
}

PublicKey publicKey(const Secret& pem)
{
    constexpr std::size_t mostBytes = 64 << 10;
    constexpr int leastBits = 1024;
    if (pem.empty() || pem.size() > mostBytes)
        return {};
    const std::unique_ptr<BIO, decltype(&BIO_free)> source(BIO_new_mem_buf(pem.bytes().data(), int(pem.size())), &BIO_free);
    PublicKey key(PEM_read_bio_PUBKEY(source.get(), nullptr, noPassphrase, nullptr));
    ERR_clear_error();
    const bool usable = key && EVP_PKEY_get_base_id(key.get()) == EVP_PKEY_RSA && EVP_PKEY_get_bits(key.get()) >= leastBits;
    return usable ? std::move(key) : PublicKey();
}

int hexValue(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/// Empty when it is not hex.
std::vector<unsigned char> bytesOf(std::string_view hex)
{
    if (hex.size() % 2 != 0)
        return {};
    std::vector<unsigned char> bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        const int high = hexValue(hex[i]);
        const int low = hexValue(hex[i + 1]);
        if (high < 0 || low < 0)
            return {};
        bytes.push_back(static_cast<unsigned char>(high << 4 | low));
    }
    return bytes;
}

bool isSignedBy(EVP_PKEY* key, std::string_view text, std::span<const unsigned char> signature)
{
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    EVP_PKEY_CTX* parameters = nullptr; // The context owns them.
    const bool valid = EVP_DigestVerifyInit(context.get(), &parameters, EVP_sha256(), nullptr, key) == 1
        && EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) == 1
        && EVP_PKEY_CTX_set_rsa_mgf1_md(parameters, EVP_sha256()) == 1
        && EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_MAX) == 1
        && EVP_DigestVerify(context.get(), signature.data(), signature.size(),
               reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1;
    ERR_clear_error();
    return valid;
}

class RsaPssCheck : public SignatureCheck
{
public:
    explicit RsaPssCheck(std::vector<PublicKey> keys) : m_keys(std::move(keys)) { }

    std::optional<std::size_t> keyOf(std::string_view text, std::string_view signature) override
    {
        const std::vector<unsigned char> bytes = bytesOf(signature);
        for (std::size_t i = 0; i < m_keys.size() && !bytes.empty(); ++i) {
            if (isSignedBy(m_keys[i].get(), text, bytes))
                return i;
        }
        return {};
    }

private:
    std::vector<PublicKey> m_keys;
};

} // namespace

Result<std::unique_ptr<SignatureCheck>> makeRsaPssCheck(std::span<const Secret> keys)
{
    std::vector<PublicKey> publicKeys;
    for (const Secret& pem : keys) {
        PublicKey key = publicKey(pem);
        if (!key) {
            return Error {Tr::tr("Signatures cannot be checked with this key."),
                Tr::tr("It is not an RSA public key in PEM form of 1024 bits or more."), {},
                Tr::tr("Give the file \"public_key.pem\" of the service that wrote the events.")};
        }
        publicKeys.push_back(std::move(key));
    }
    return std::unique_ptr<SignatureCheck>(std::make_unique<RsaPssCheck>(std::move(publicKeys)));
}

} // namespace auditlens
