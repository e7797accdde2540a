// SPDX-License-Identifier: MIT
#pragma once

#include "base/sha256.h"
#include "seal/sealstatement.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace auditlens {

/// The hash of one part of an archive: "file", "schema", "meta", "sources", "dictionaries", "rejects", "syncs",
/// "coverage", "cursors", "cuts", "fields", "segment 7".
struct SealLeaf
{
    std::string name;
    Sha256Digest digest{};
    friend bool operator==(const SealLeaf&, const SealLeaf&) = default;
};

/// "segment 7"
std::string segmentLeafName(std::int64_t segment);
/// Its number, or nothing for another part.
std::optional<std::int64_t> segmentOf(const SealLeaf& leaf);

/// The tree of RFC 6962, section 2.1, over the lines of the leaves. 64 hex digits.
std::string merkleRoot(std::span<const SealLeaf> leaves);

/// A seal as it stands behind the last page of a file; docs/archive-format.md describes the bytes.
struct Seal
{
    SealStatement statement;
    std::vector<SealLeaf> leaves;
    Ed25519Signature signature{};
};

/// Larger ones are neither written nor read: enough for 700,000 segments.
constexpr std::size_t maxSealBytes = std::size_t(64) << 20;
/// The last line of every seal has so many bytes.
constexpr std::size_t sealEndBytes = 35;

/// What is signed: the first two lines.
std::string signedText(const SealStatement& statement);
Result<Seal> signedSeal(SealStatement statement, std::vector<SealLeaf> leaves, const Secret& key);
std::string textOf(const Seal& seal);

/// How many bytes the seal has that ends in these sealEndBytes, or nothing.
std::optional<std::uint64_t> sealSize(std::string_view end);
/// Only what textOf() writes, byte for byte; otherwise a sentence. Neither the root nor the signature is checked.
Result<Seal, QString> readSeal(std::string_view text);

/// The root over all fields of all records, where the archive was sealed so that twins can be made.
SealLeaf fieldsLeaf(const Sha256Digest& root);
std::optional<Sha256Digest> fieldsRoot(const Seal& seal);
/// Nothing where the seal has no such leaf.
std::optional<Sha256Digest> leafDigest(const Seal& seal, std::string_view name);

/// Whether the signature is that of the key the seal names, and the root that of its leaves.
bool isAsSigned(const Seal& seal);

} // namespace auditlens
