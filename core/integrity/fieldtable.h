// SPDX-License-Identifier: MIT
#pragma once

#include "history/fieldcontinuity.h"
#include "store/hash.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace auditlens {

/// The fields of one object by name. Is emptied for the next object without giving its memory back: an archive has
/// very many objects with a few fields each.
class FieldTable
{
public:
    FieldTable() : m_places(fewest, none) { }

    void clear()
    {
        m_count = 0;
        if (m_places.size() <= usual)
            std::ranges::fill(m_places, none);
        else
            *this = FieldTable(); // What one object with very many fields needs is too much for all others.
    }

    /// The field; made when it is not there. `fromNothing` is for FieldContinuity.
    FieldContinuity& at(std::string_view name, bool fromNothing)
    {
        const std::uint64_t hash = hash64(name);
        std::size_t place = placeOf(hash, name);
        if (m_places[place] != none)
            return m_entries[m_places[place]].field;
        if (2 * (m_count + 1) > m_places.size()) {
            grow();
            place = placeOf(hash, name);
        }
        m_places[place] = std::uint32_t(m_count);
        return fill(hash, name, fromNothing);
    }

private:
    static constexpr std::uint32_t none = ~std::uint32_t(0);
    static constexpr std::size_t fewest = 16;
    static constexpr std::size_t usual = 256;

    struct Entry
    {
        std::uint64_t hash = 0;
        std::string name;
        FieldContinuity field {false};
    };

    /// Where the name is, or where it has to go.
    std::size_t placeOf(std::uint64_t hash, std::string_view name) const
    {
        const std::size_t mask = m_places.size() - 1;
        std::size_t place = hash & mask;
        while (m_places[place] != none && (m_entries[m_places[place]].hash != hash || m_entries[m_places[place]].name != name))
            place = (place + 1) & mask;
        return place;
    }

    void grow()
    {
        m_places.assign(2 * m_places.size(), none);
        for (std::size_t i = 0; i < m_count; ++i)
            m_places[placeOf(m_entries[i].hash, m_entries[i].name)] = std::uint32_t(i);
    }

    FieldContinuity& fill(std::uint64_t hash, std::string_view name, bool fromNothing)
    {
        if (m_count == m_entries.size())
            m_entries.emplace_back();
        Entry& entry = m_entries[m_count++];
        entry.hash = hash;
        entry.name = name;
        entry.field = FieldContinuity(fromNothing);
        return entry.field;
    }

    std::vector<std::uint32_t> m_places; ///< Places in the entries; a power of two of them, half of them empty.
    std::vector<Entry> m_entries; ///< The first m_count are those of this object.
    std::size_t m_count = 0;
};

} // namespace auditlens
