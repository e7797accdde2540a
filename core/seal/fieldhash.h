// SPDX-License-Identifier: MIT
#pragma once

#include "base/sha256.h"
#include "input/recordleaves.h"
#include "store/recordwalk.h"

#include <array>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace auditlens {

/// A secret from which the hashes of a field are made: who has it can try values, who has not cannot.
using FieldSeed = std::array<unsigned char, 32>;

/// A new one for an archive; nothing when the system gives no random bytes.
std::optional<FieldSeed> randomSeed();
/// The seed of one place in records, by FieldPaths::text(): HMAC-SHA256 under that of the archive.
FieldSeed fieldSeed(const FieldSeed& archive, std::string_view path);

/// What a value is in a record that keeps only its hash: "redacted:sha256:" and 64 hex digits, with quotes in JSON.
std::string redactionMark(const Sha256Digest& leaf, bool quoted);
/// The hash in a mark, which is exactly what redactionMark() writes; nothing for anything else.
std::optional<Sha256Digest> markedHash(std::string_view lexeme);

/// The hashes of the values of records, and of records made from them; docs/archive-format.md describes the bytes. Keeps
/// its memory; one thread.
class FieldHasher
{
public:
    /// The seed of a path; nothing where it is not known: then a value has to be its mark.
    using SeedOf = std::function<std::optional<FieldSeed>(const std::string& path)>;
    explicit FieldHasher(SeedOf seedOf) : m_seedOf(std::move(seedOf)) { }

    /// The values of a record and their hashes; false when it cannot be cut.
    bool read(const WalkedRecord& record);
    const std::vector<RecordLeaf>& leaves() const { return m_leaves; }
    const FieldPaths& paths() const { return m_paths; }
    /// Of the value at this index, from its bytes or from its mark; nothing where a mark had to be and is not.
    const std::optional<Sha256Digest>& leaf(std::size_t index) const { return m_hashes[index]; }
    bool knows(std::uint32_t path) const { return m_seeds[path].has_value(); }

    /// Of the record that was read: where it stood, when its events were, all bytes between its values, and the hashes of these.
    Sha256Digest record(const WalkedRecord& record);

private:
    void takeSeeds();
    Sha256Digest digest();

    SeedOf m_seedOf;
    FieldPaths m_paths;
    std::vector<std::optional<FieldSeed>> m_seeds; ///< By path.
    std::vector<RecordLeaf> m_leaves;
    std::vector<std::optional<Sha256Digest>> m_hashes; ///< By index.
    std::string m_bytes; ///< What is hashed next.
    Sha256 m_hash; ///< Kept: finding the algorithm takes longer than hashing a value.
};

} // namespace auditlens
