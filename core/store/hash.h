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

/// The first `count` bytes as a number, the first as the lowest; at most eight. From loads of fixed sizes, since a copy
/// of so few bytes would be a call, and reading its result would wait for it.
inline std::uint64_t wordOf(const char* from, std::size_t count)
{
    const auto byte = [from](std::size_t i) { return std::uint64_t(static_cast<unsigned char>(from[i])) << (8 * i); };
    if (count == 0)
        return 0;
    if (count < 4)
        return byte(0) | byte(count / 2) | byte(count - 1);
    std::uint32_t low = 0;
    std::uint32_t high = 0;
    std::memcpy(&low, from, 4);
    std::memcpy(&high, from + count - 4, 4);
    return low | std::uint64_t(high) << 32 >> (8 * (8 - count)); // Where they overlap, they agree.
}

inline std::uint64_t hash64(std::string_view bytes)
{
    constexpr std::uint64_t p0 = 0xa0761d6478bd642f;
    constexpr std::uint64_t p1 = 0xe7037ed1a0b428db;
    std::uint64_t state = p0 ^ bytes.size();
    const char* at = bytes.data();
    std::size_t left = bytes.size();
    const auto word = [](const char* from) {
        std::uint64_t value = 0;
        std::memcpy(&value, from, sizeof value);
        return value;
    };
    for (; left >= 16; left -= 16, at += 16)
        state = mixed(word(at) ^ p1, word(at + 8) ^ state);
    const std::uint64_t a = left > 8 ? word(at) : wordOf(at, left);
    const std::uint64_t b = left > 8 ? wordOf(at + 8, left - 8) : 0;
    return mixed(p1 ^ bytes.size(), mixed(a ^ p1, b ^ state));
}

} // namespace auditlens
