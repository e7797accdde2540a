// SPDX-License-Identifier: MIT
#include "store/dictionary.h"

#include "store/bytes.h"
#include "store/hash.h"

#include <algorithm>
#include <array>

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
    return intern(text, hash64(text));
}

void Dictionary::intern(const TextTable& texts, std::vector<std::uint32_t>& to)
{
    constexpr std::uint32_t together = 16;
    std::array<std::uint64_t, together> hashes {};
    to.reserve(to.size() + texts.size());
    for (std::uint32_t first = 0; first < texts.size(); first += together) {
        const std::uint32_t count = std::min(together, texts.size() - first);
        while (std::size_t(size() + count) * 2 > m_slots.size())
            grow();
        const auto slot = [&](std::uint32_t i) -> const Slot& { return m_slots[hashes[i] & (m_slots.size() - 1)]; };
        for (std::uint32_t i = 0; i < count; ++i) {
            hashes[i] = hash64(texts.at(first + i));
            __builtin_prefetch(&slot(i));
        }
        for (std::uint32_t i = 0; i < count; ++i) {
            if (slot(i).entry != 0)
                m_table.fetchPlace(slot(i).entry - 1);
        }
        for (std::uint32_t i = 0; i < count; ++i) {
            if (slot(i).entry != 0)
                m_table.fetchText(slot(i).entry - 1);
        }
        for (std::uint32_t i = 0; i < count; ++i)
            to.push_back(intern(texts.at(first + i), hashes[i]));
    }
}

std::uint32_t Dictionary::intern(std::string_view text, std::uint64_t hash)
{
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
