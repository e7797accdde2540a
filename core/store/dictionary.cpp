// SPDX-License-Identifier: MIT
#include "store/dictionary.h"

#include "store/bytes.h"
#include "store/hash.h"

#include <algorithm>

namespace auditlens {

void TextTable::append(std::string_view text)
{
    m_bytes.append(text);
    m_ends.push_back(m_bytes.size());
}

void TextTable::clear()
{
    m_bytes.clear();
    m_ends.clear();
}

std::string TextTable::serialized(std::uint32_t first) const
{
    std::string out;
    for (std::uint32_t id = first; id < size(); ++id) {
        appendVarint(out, at(id).size());
        out.append(at(id));
    }
    return out;
}

std::uint32_t Dictionary::intern(std::string_view text)
{
    if (std::size_t(size()) * 2 >= m_slots.size())
        grow();
    const std::uint64_t hash = hash64(text);
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t at = hash & mask;; at = (at + 1) & mask) {
        Slot& slot = m_slots[at];
        if (slot.entry == 0) {
            m_table.append(text);
            slot = {std::uint32_t(hash >> 32), size()};
            return size() - 1;
        }
        if (slot.hash == std::uint32_t(hash >> 32) && m_table.at(slot.entry - 1) == text)
            return slot.entry - 1;
    }
}

void Dictionary::clear()
{
    m_table.clear();
    std::ranges::fill(m_slots, Slot {});
}

void Dictionary::grow()
{
    constexpr std::size_t smallest = 64;
    m_slots.assign(std::max(smallest, m_slots.size() * 2), Slot {});
    const std::size_t mask = m_slots.size() - 1;
    for (std::uint32_t id = 0; id < size(); ++id) {
        const std::uint64_t hash = hash64(at(id));
        std::size_t place = hash & mask;
        while (m_slots[place].entry != 0)
            place = (place + 1) & mask;
        m_slots[place] = {std::uint32_t(hash >> 32), id + 1};
    }
}

} // namespace auditlens
