// SPDX-License-Identifier: MIT
#include "trust/signaturecheck.h"

#include "base/hex.h"
#include "trust/pem.h"

#include <QCoreApplication>

#include <openssl/err.h>
#include <openssl/rsa.h>

#include <vector>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::SignatureCheck)
};

PemKey publicKey(const Secret& pem)
{
    constexpr std::size_t mostBytes = 64 << 10;
    constexpr int leastBits = 1024;
    PemKey key = publicKeyFromPem(pem.reveal(), mostBytes);
    const bool usable = key && EVP_PKEY_get_base_id(key.get()) == EVP_PKEY_RSA && EVP_PKEY_get_bits(key.get()) >= leastBits;
    return usable ? std::move(key) : PemKey();
}

bool isSignedBy(EVP_PKEY* key, std::string_view text, std::span<const unsigned char> signature)
{
    const Owned<EVP_MD_CTX, EVP_MD_CTX_free> context(EVP_MD_CTX_new());
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
    explicit RsaPssCheck(std::vector<PemKey> keys) : m_keys(std::move(keys)) { }

    std::optional<std::size_t> keyOf(std::string_view text, std::string_view signature) override
    {
        const auto bytes = fromHex(signature);
        for (std::size_t i = 0; i < m_keys.size() && bytes; ++i) {
            if (isSignedBy(m_keys[i].get(), text, *bytes))
                return i;
        }
        return {};
    }

private:
    std::vector<PemKey> m_keys;
};

} // namespace

Result<std::unique_ptr<SignatureCheck>> makeRsaPssCheck(std::span<const Secret> keys)
{
    std::vector<PemKey> publicKeys;
    for (const Secret& pem : keys) {
        PemKey key = publicKey(pem);
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
