// SPDX-License-Identifier: MIT
#include "trust/signaturecheck.h"

#include "base/hex.h"
#include "base/sha256.h"

#include <QCoreApplication>

#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/params.h>

#include <array>
#include <vector>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::SignatureCheck)
};

using Context = Owned<EVP_MAC_CTX, EVP_MAC_CTX_free>;

Context keyedContext(EVP_MAC* mac, const Secret& key)
{
    Context context(EVP_MAC_CTX_new(mac));
    char digest[] = "SHA256";
    const std::array<OSSL_PARAM, 2> parameters {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0), OSSL_PARAM_construct_end()};
    if (!context || EVP_MAC_init(context.get(), key.bytes().data(), key.size(), parameters.data()) != 1)
        return {};
    return context;
}

class HmacSha256Check : public SignatureCheck
{
public:
    explicit HmacSha256Check(std::vector<Context> keys) : m_keys(std::move(keys)) { }

    std::optional<std::size_t> keyOf(std::string_view text, std::string_view signature) override
    {
        for (std::size_t i = 0; i < m_keys.size(); ++i) {
            Sha256Digest digest {};
            if (!hmac(m_keys[i].get(), text, digest))
                continue;
            const std::string expected = toHex(digest);
            if (signature.size() == expected.size() && CRYPTO_memcmp(expected.data(), signature.data(), expected.size()) == 0)
                return i;
        }
        return {};
    }

private:
    // Begun without a key, the context keeps the one it has.
    static bool hmac(EVP_MAC_CTX* context, std::string_view text, Sha256Digest& out)
    {
        std::size_t size = 0;
        return EVP_MAC_init(context, nullptr, 0, nullptr) == 1
            && EVP_MAC_update(context, reinterpret_cast<const unsigned char*>(text.data()), text.size()) == 1
            && EVP_MAC_final(context, out.data(), &size, out.size()) == 1 && size == out.size();
    }

    std::vector<Context> m_keys;
};

} // namespace

Result<std::unique_ptr<SignatureCheck>> makeHmacSha256Check(std::span<const Secret> keys)
{
    const Owned<EVP_MAC, EVP_MAC_free> mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr));
    std::vector<Context> contexts;
    for (const Secret& key : keys) {
        Context context = mac && !key.empty() ? keyedContext(mac.get(), key) : Context();
        if (!context) {
            return Error {Tr::tr("Signatures cannot be checked with this key."),
                key.empty() ? Tr::tr("It is empty.") : Tr::tr("This system's cryptography does not accept it."), {},
                Tr::tr("Give the signing key of the service that wrote the events.")};
        }
        contexts.push_back(std::move(context));
    }
    return std::unique_ptr<SignatureCheck>(std::make_unique<HmacSha256Check>(std::move(contexts)));
}

Result<std::unique_ptr<SignatureCheck>> makeSignatureCheck(SignatureAlgorithm algorithm, std::span<const Secret> keys)
{
    return algorithm == SignatureAlgorithm::HmacSha256 ? makeHmacSha256Check(keys) : makeRsaPssCheck(keys);
}

} // namespace auditlens
