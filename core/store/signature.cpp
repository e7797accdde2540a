// SPDX-License-Identifier: MIT
#include "store/signature.h"

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace auditlens {

namespace {

constexpr std::size_t groupBytes = 4;

// Multiplicative hashing to 16 bits; the numbers are on disk in every signature.
std::uint32_t groupBit(const char* at)
{
    std::uint32_t group = 0;
    std::memcpy(&group, at, groupBytes);
    return group * 0x9e3779b1u >> 16;
}

} // namespace

std::string signatureOf(std::string_view block)
{
    std::string bits(signatureBytes, '\0');
    auto* bytes = reinterpret_cast<unsigned char*>(bits.data());
    for (std::size_t i = 0; i + groupBytes <= block.size(); ++i) {
        const std::uint32_t bit = groupBit(block.data() + i);
        bytes[bit >> 3] = static_cast<unsigned char>(bytes[bit >> 3] | 1u << (bit & 7));
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
