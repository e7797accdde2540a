// SPDX-License-Identifier: MIT
#include "base/sha256.h"

#include <openssl/sha.h>

namespace auditlens {

Sha256Digest sha256(std::string_view bytes)
{
    Sha256Digest digest;
    SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
    return digest;
}

Sha256::Sha256() : m_context(EVP_MD_CTX_new())
{
    EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr);
}

void Sha256::add(std::string_view bytes)
{
    EVP_DigestUpdate(m_context.get(), bytes.data(), bytes.size());
}

Sha256Digest Sha256::result()
{
    Sha256Digest digest;
    EVP_DigestFinal_ex(m_context.get(), digest.data(), nullptr);
    EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr);
    return digest;
}

} // namespace auditlens
