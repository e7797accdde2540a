// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace auditlens {

/// Mixes 64-bit words by 128-bit multiplication, as wyhash does. Used for hash tables and as the checksum of
/// blocks on disk, so its result must never change. Not for hostile keys that must not collide: see StoredId.
inline std::uint64_t mixed(std::uint64_t a, std::uint64_t b)
{
    __extension__ using Wide = unsigned __int128;
    const Wide product = Wide(a) * b;
    return std::uint64_t(product) ^ std::uint64_t(product >> 64);
}

inline std::uint64_t hash64(std::string_view bytes)
{
    constexpr std::uint64_t p0 = 0xa0761d6478bd642f;
    constexpr std::uint64_t p1 = 0xe7037ed1a0b428db;
    std::uint64_t state = p0 ^ bytes.size();
    const char* at = bytes.data();
    std::size_t left = bytes.size();
    const auto word = [](const char* from, std::size_t size) {
        std::uint64_t value = 0;
        std::memcpy(&value, from, size);
        return value;
    };
    for (; left >= 16; left -= 16, at += 16)
        state = mixed(word(at, 8) ^ p1, word(at + 8, 8) ^ state);
    std::uint64_t a = 0;
    std::uint64_t b = 0;
    if (left > 8) {
        a = word(at, 8);
        b = word(at + 8, left - 8);
    } else if (left > 0) {
        a = word(at, left);
    }
    return mixed(p1 ^ bytes.size(), mixed(a ^ p1, b ^ state));
}

} // namespace auditlens
