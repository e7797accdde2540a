// SPDX-License-Identifier: MIT
#include "trust/pem.h"

#include <openssl/err.h>
#include <openssl/pem.h>

namespace auditlens {

namespace {

int noPassphrase(char*, int, int, void*)
{
    return -1;
}

template <typename Read>
PemKey readKey(Read read, std::string_view pem, std::size_t mostBytes)
{
    if (pem.empty() || pem.size() > mostBytes)
        return {};
    const Owned<BIO, BIO_free> source(BIO_new_mem_buf(pem.data(), int(pem.size())));
    PemKey key(source ? read(source.get(), nullptr, noPassphrase, nullptr) : nullptr);
    ERR_clear_error();
    return key;
}

} // namespace

PemKey publicKeyFromPem(std::string_view pem, std::size_t mostBytes)
{
    return readKey(PEM_read_bio_PUBKEY, pem, mostBytes);
}

PemKey privateKeyFromPem(std::string_view pem, std::size_t mostBytes)
{
    return readKey(PEM_read_bio_PrivateKey, pem, mostBytes);
}

} // namespace auditlens
