// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace auditlens {

/// 65,536 bits: which groups of four bytes occur in a text block. A needle of four or more bytes whose groups are
/// not all there cannot occur in the block; the others must be looked at.
constexpr std::size_t signatureBytes = 8192;

std::string signatureOf(std::string_view block);
/// Bit numbers of the needle's groups; empty when it is too short to be ruled out.
std::vector<std::uint32_t> signatureBits(std::string_view needle);
bool mayContain(std::string_view signature, const std::vector<std::uint32_t>& bits);

} // namespace auditlens
