// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
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

/// What a blob held, in memory that is written once: clearing it first would cost a tenth of a search.
class UnpackedBlock
{
public:
    explicit UnpackedBlock(std::size_t size) : m_bytes(std::make_unique_for_overwrite<char[]>(size)), m_size(size) { }

    char* data() { return m_bytes.get(); }
    std::size_t size() const { return m_size; }
    std::string_view view() const { return {m_bytes.get(), m_size}; }

private:
    std::unique_ptr<char[]> m_bytes;
    std::size_t m_size;
};

/// Empty when the blob is damaged. Never allocates more than the limit, whatever the blob says.
std::optional<UnpackedBlock> unpackBlock(std::string_view blob);

constexpr std::size_t maxBlockBytes = std::size_t(512) << 20;

} // namespace auditlens
