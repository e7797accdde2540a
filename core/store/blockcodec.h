// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace auditlens {

/// How a blob of the archive is packed. The numbers are on disk.
enum class Codec : unsigned char { Plain = 0, Lz4 = 1, Zstd = 2 };

/// Every blob begins with 16 bytes: codec, three zero bytes, u32 unpacked size, u64 hash64 over the packed bytes
/// mixed with the first eight. So a blob that was changed, cut or exchanged is noticed before it is used.
/// Falls back to Plain where packing does not help. Thread-safe. `bytes` is below 2 GiB.
std::string packBlock(Codec codec, std::string_view bytes);

/// Empty when the blob is damaged. Never allocates more than the limit, whatever the blob says.
std::optional<std::string> unpackBlock(std::string_view blob);

constexpr std::size_t maxBlockBytes = std::size_t(512) << 20;

} // namespace auditlens
