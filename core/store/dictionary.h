// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace auditlens {

/// Byte strings numbered from 0 in the order they came, all in one piece of memory.
class TextTable
{
public:
    std::uint32_t size() const { return std::uint32_t(m_ends.size()); }
    std::string_view at(std::uint32_t id) const
    {
        const std::uint64_t begin = id == 0 ? 0 : m_ends[id - 1];
        return {m_bytes.data() + begin, m_ends[id] - begin};
    }
    /// Ask for the memory that at(id) reads first, and then for its text.
    void fetchPlace(std::uint32_t id) const { __builtin_prefetch(&m_ends[id]); }
    void fetchText(std::uint32_t id) const { __builtin_prefetch(at(id).data()); }
    void append(std::string_view text);
    void clear();

    /// Entries from `first` on: a varint length each, then the bytes.
    std::string serialized(std::uint32_t first) const;

private:
    std::string m_bytes;
    std::vector<std::uint64_t> m_ends;
};

/// A TextTable that knows what it holds. Open addressing; the slot keeps 32 bits of the hash, so a look-up
/// touches the text of the right entry only.
class Dictionary
{
public:
    /// The entry's number, a new one when it was not there.
    std::uint32_t intern(std::string_view text);
    /// The same of many, which wait for memory together. The numbers are put behind those in `to`.
    void intern(const TextTable& texts, std::vector<std::uint32_t>& to);
    std::uint32_t size() const { return m_table.size(); }
    std::string_view at(std::uint32_t id) const { return m_table.at(id); }
    const TextTable& table() const { return m_table; }
    /// Empties it and keeps the memory.
    void clear();

private:
    struct Slot
    {
        std::uint32_t hash = 0;
        std::uint32_t entry = 0; ///< Number plus one; 0 is free.
    };
    std::uint32_t intern(std::string_view text, std::uint64_t hash);
    void grow();

    TextTable m_table;
    std::vector<Slot> m_slots;
};

} // namespace auditlens
