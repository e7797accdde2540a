// SPDX-License-Identifier: MIT
#include "store/idset.h"

#include "store/hash.h"

#include <algorithm>
#include <utility>

namespace auditlens {

bool IdSet::insert(const StoredId& id, std::uint64_t scope)
{
    if (m_count * 3 >= m_slots.size() * 2)
        grow();
    const Key key = keyOf(id, scope);
    Key& slot = m_slots[place(key)];
    if (!slot.empty())
        return false;
    slot = key;
    ++m_count;
    return true;
}

void IdSet::fetch(const StoredId& id, std::uint64_t scope) const
{
    if (!m_slots.empty())
        __builtin_prefetch(&m_slots[firstPlace(keyOf(id, scope))]);
}

IdSet::Key IdSet::keyOf(const StoredId& id, std::uint64_t scope)
{
    constexpr std::uint64_t kindStep = 0x9e3779b97f4a7c15;
    Key key {id.high ^ scope, id.low ^ (kindStep * std::uint64_t(id.kind))};
    if (key.empty())
        key.low = 1; // All zero marks a free slot.
    return key;
}

std::size_t IdSet::firstPlace(const Key& key) const
{
    constexpr std::uint64_t a = 0xa0761d6478bd642f;
    constexpr std::uint64_t b = 0xe7037ed1a0b428db;
    return mixed(key.high ^ a, key.low ^ b) & (m_slots.size() - 1);
}

std::size_t IdSet::place(const Key& key) const
{
    std::size_t at = firstPlace(key);
    while (!m_slots[at].empty() && m_slots[at] != key)
        at = (at + 1) & (m_slots.size() - 1);
    return at;
}

void IdSet::grow()
{
    constexpr std::size_t smallest = 1024;
    std::vector<Key> old = std::exchange(m_slots, std::vector<Key>(std::max(smallest, m_slots.size() * 2)));
    for (const Key& key : old) {
        if (!key.empty())
            m_slots[place(key)] = key;
    }
}

} // namespace auditlens
