// SPDX-License-Identifier: MIT
#include "store/signature.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace auditlens {

namespace {

constexpr std::size_t groupBytes = 4;

// Multiplying eight bytes of 0 or 1 by it gathers them as the bits of the highest byte, the first as the lowest.
constexpr std::uint64_t gatherBits = 0x0102040810204080;

// Multiplicative hashing to 16 bits; the numbers are on disk in every signature.
std::uint32_t bitOf(std::uint32_t group)
{
    return group * 0x9e3779b1u >> 16;
}

std::uint32_t groupBit(const char* at)
{
    std::uint32_t group = 0;
    std::memcpy(&group, at, groupBytes);
    return bitOf(group);
}

// The groups that begin at one of four bytes, from one load. Needs eight readable bytes.
void markFourGroups(const char* at, unsigned char* seen)
{
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    for (unsigned shift = 0; shift < 32; shift += 8)
        seen[bitOf(std::uint32_t(word >> shift))] = 1;
}

} // namespace

// A byte per bit while collecting, so that no write waits for the one before it; packed at the end.
std::string signatureOf(std::string_view block)
{
    std::vector<unsigned char> seen(signatureBytes * 8);
    std::size_t i = 0;
    for (; i + sizeof(std::uint64_t) <= block.size(); i += 4)
        markFourGroups(block.data() + i, seen.data());
    for (; i + groupBytes <= block.size(); ++i)
        seen[groupBit(block.data() + i)] = 1;
    std::string bits(signatureBytes, '\0');
    for (std::size_t byte = 0; byte < signatureBytes; ++byte) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, seen.data() + byte * 8, sizeof eight);
        bits[byte] = char(eight * gatherBits >> 56);
    }
    return bits;
}

std::vector<std::uint32_t> signatureBits(std::string_view needle)
{
    std::vector<std::uint32_t> bits;
    for (std::size_t i = 0; i + groupBytes <= needle.size(); ++i)
        bits.push_back(groupBit(needle.data() + i));
    return bits;
}

bool mayContain(std::string_view signature, const std::vector<std::uint32_t>& bits)
{
    return std::ranges::all_of(bits, [&](std::uint32_t bit) {
        return (static_cast<unsigned char>(signature[bit >> 3]) >> (bit & 7) & 1) != 0;
    });
}

} // namespace auditlens
