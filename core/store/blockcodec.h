// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace auditlens {

/// What a blob of the archive holds, which decides how it is packed: text is searched more often than records are
/// shown, so it gets the codec that unpacks fastest.
enum class Content { Column, Records, Text };

/// Every blob begins with 16 bytes: codec (0 plain, 1 LZ4, 2 Zstandard), three zero bytes, u32 unpacked size, u64
/// hash64 over the packed bytes mixed with the first eight. So a blob that was changed, cut or exchanged is noticed before it is used.
/// Stays plain where packing does not help. Thread-safe. `bytes` is below 2 GiB.
std::string packBlock(Content content, std::string_view bytes);

/// Empty when the blob is damaged. Never allocates more than the limit, whatever the blob says.
std::optional<std::string> unpackBlock(std::string_view blob);

constexpr std::size_t maxBlockBytes = std::size_t(512) << 20;

} // namespace auditlens
