// SPDX-License-Identifier: MIT
#pragma once

#include "base/sha256.h"

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace auditlens {

/// The tree of RFC 6962, section 2.1, over leaves that come one by one; it keeps one hash for each of its levels.
class MerkleTree
{
public:
    /// The hash of a leaf: SHA-256 of a zero byte and what the leaf says.
    void add(const Sha256Digest& leaf);
    /// Of everything added; of nothing the hash of no bytes.
    Sha256Digest root() const;

private:
    std::vector<std::pair<std::uint64_t, Sha256Digest>> m_whole; ///< Whole trees, each larger than the next, by their number of leaves.
};

std::string_view bytesOf(const Sha256Digest& digest);

} // namespace auditlens
