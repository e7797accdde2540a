// SPDX-License-Identifier: MIT
#include "seal/fieldhash.h"

#include "base/hex.h"
#include "base/hmac.h"
#include "event/redaction.h"
#include "seal/merkle.h"

#include <openssl/rand.h>

#include <algorithm>

namespace auditlens {

namespace {

constexpr char recordKind = '\0'; // a leaf of the tree of RFC 6962
constexpr char valueKind = '\2';
constexpr char betweenKind = '\3';

template <typename Number>
void append(std::string& to, Number number)
{
    for (std::size_t i = 0; i < sizeof number; ++i)
        to += char(std::uint64_t(number) >> (8 * i) & 0xff);
}

void appendPlace(std::string& to, const WalkedRecord& record)
{
    append(to, std::uint32_t(record.source.id));
    append(to, record.ordinal);
}

std::string_view bytesOfSeed(const FieldSeed& seed)
{
    return {reinterpret_cast<const char*>(seed.data()), seed.size()};
}

} // namespace

std::optional<FieldSeed> randomSeed()
{
    FieldSeed seed{};
    return RAND_bytes(seed.data(), int(seed.size())) == 1 ? std::optional(seed) : std::nullopt;
}

FieldSeed fieldSeed(const FieldSeed& archive, std::string_view path)
{
    return hmacSha256(archive, path);
}

std::string redactionMark(const Sha256Digest& leaf, bool quoted)
{
    const std::string quote = quoted ? "\"" : "";
    return quote + std::string(redactionPrefix) + toHex(leaf) + quote;
}

std::optional<Sha256Digest> markedHash(std::string_view lexeme)
{
    if (lexeme.size() > 1 && lexeme.front() == '"' && lexeme.back() == '"')
        lexeme = lexeme.substr(1, lexeme.size() - 2);
    if (!isRedaction(lexeme))
        return {};
    const auto bytes = fromHex(lexeme.substr(redactionPrefix.size()));
    Sha256Digest digest{};
    std::ranges::copy(*bytes, digest.begin());
    return digest;
}

void FieldHasher::takeSeeds()
{
    for (auto path = std::uint32_t(m_seeds.size()); path < m_paths.size(); ++path)
        m_seeds.push_back(m_seedOf(m_paths.text(path)));
}

Sha256Digest FieldHasher::digest()
{
    m_hash.add(m_bytes);
    return m_hash.result();
}

bool FieldHasher::read(const WalkedRecord& record)
{
    if (!cutRecord(record.layout, record.raw, m_paths, m_leaves))
        return false;
    takeSeeds();
    m_hashes.clear();
    for (const RecordLeaf& leaf : m_leaves) {
        const std::string_view lexeme = record.raw.substr(leaf.offset, leaf.size);
        const auto& seed = m_seeds[leaf.path];
        if (!seed) {
            m_hashes.push_back(markedHash(lexeme));
            continue;
        }
        m_bytes.assign(1, valueKind);
        m_bytes += bytesOfSeed(*seed);
        appendPlace(m_bytes, record);
        append(m_bytes, leaf.index);
        m_bytes += lexeme;
        m_hashes.emplace_back(digest());
    }
    return true;
}

Sha256Digest FieldHasher::record(const WalkedRecord& record)
{
    m_bytes.assign(1, betweenKind);
    appendPlace(m_bytes, record);
    append(m_bytes, std::uint32_t(record.events.size()));
    for (const WalkedEvent& event : record.events) {
        append(m_bytes, event.part);
        append(m_bytes, event.time.ns);
        append(m_bytes, std::uint8_t(event.time.origin));
        append(m_bytes, event.time.fractionDigits);
    }
    std::size_t at = 0;
    for (const RecordLeaf& leaf : m_leaves) {
        append(m_bytes, std::uint32_t(leaf.offset - at));
        m_bytes += record.raw.substr(at, leaf.offset - at);
        at = leaf.offset + leaf.size;
    }
    m_bytes += record.raw.substr(at);
    const Sha256Digest between = digest();
    m_bytes.assign(1, recordKind);
    m_bytes += bytesOf(between);
    for (const auto& hash : m_hashes)
        m_bytes += hash ? bytesOf(*hash) : std::string_view();
    return digest();
}

} // namespace auditlens
