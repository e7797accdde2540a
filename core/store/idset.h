// SPDX-License-Identifier: MIT
#pragma once

#include "store/storedid.h"

#include <cstdint>
#include <vector>

namespace auditlens {

/// The ids an archive already has, 16 to 32 bytes each. Open addressing.
class IdSet
{
public:
    /// False when it was there already. `scope` keeps equal ids of different source systems apart.
    bool insert(const StoredId& id, std::uint64_t scope);
    /// Asks for the memory that insert() of the same reads.
    void fetch(const StoredId& id, std::uint64_t scope) const;
    std::size_t size() const { return m_count; }

private:
    struct Key
    {
        std::uint64_t high = 0;
        std::uint64_t low = 0;
        bool empty() const { return (high | low) == 0; }
        friend bool operator==(const Key&, const Key&) = default;
    };
    static Key keyOf(const StoredId& id, std::uint64_t scope);
    std::size_t firstPlace(const Key& key) const;
    std::size_t place(const Key& key) const;
    void grow();

    std::vector<Key> m_slots;
    std::size_t m_count = 0;
};

} // namespace auditlens
