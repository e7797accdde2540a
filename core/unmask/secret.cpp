// SPDX-License-Identifier: MIT
#include "unmask/secret.h"

#include "base/hex.h"
#include "base/sha256.h"
#include "unmask/lockedpages.h"

#include <openssl/crypto.h>

#include <algorithm>
#include <utility>

namespace auditlens {

Secret::Secret(std::size_t size) : m_data(size ? takeLockedPages(size) : nullptr), m_size(size), m_taken(size) { }

Secret Secret::copyOf(std::span<const unsigned char> bytes)
{
    Secret secret(bytes.size());
    std::ranges::copy(bytes, secret.m_data);
    return secret;
}

Secret Secret::copyOf(std::string_view bytes)
{
    return copyOf({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
}

Secret::~Secret()
{
    if (m_data)
        returnLockedPages(m_data, m_taken);
}

Secret::Secret(Secret&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr))
    , m_size(std::exchange(other.m_size, 0))
    , m_taken(std::exchange(other.m_taken, 0))
{
}

Secret& Secret::operator=(Secret&& other) noexcept
{
    Secret ends(std::move(other));
    std::swap(m_data, ends.m_data);
    std::swap(m_size, ends.m_size);
    std::swap(m_taken, ends.m_taken);
    return *this;
}

std::string_view Secret::reveal() const
{
    return {reinterpret_cast<const char*>(m_data), m_size};
}

void Secret::shrink(std::size_t size)
{
    if (size >= m_size)
        return;
    OPENSSL_cleanse(m_data + size, m_size - size);
    m_size = size;
}

bool operator==(const Secret& a, const Secret& b)
{
    return a.m_size == b.m_size && (a.m_size == 0 || CRYPTO_memcmp(a.m_data, b.m_data, a.m_size) == 0);
}

std::string fingerprintOf(const Secret& key)
{
    constexpr std::string_view domain("auditlens key fingerprint 1\0", 28);
    constexpr std::size_t shown = 8;
    Sha256 hash;
    hash.add(domain);
    hash.add(key.reveal());
    Sha256Digest digest = hash.result();
    std::string text = toHex(std::span(digest).first(shown));
    OPENSSL_cleanse(digest.data(), digest.size());
    for (std::size_t at = 4; at < text.size(); at += 5)
        text.insert(at, 1, '-');
    return text;
}

} // namespace auditlens
