// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <vector>

namespace auditlens {

/// The rows of an answer put together by their request id: all rows with the same one are a group, also when others
/// stand between them; a row without one is a group of its own. An index counts the answer's rows from the newest,
/// which is 0. Groups stand in the order of their newest rows. A place counts the rows group by group, those of one
/// group from the newest. Linear time to make, 12 bytes a row to keep; any thread.
class RequestGroups
{
public:
    /// `requests` has a number for the request id of each index, at most `largest`; 0 for a row without one.
    RequestGroups(std::vector<std::uint32_t> requests, std::uint32_t largest);

    std::uint32_t size() const { return std::uint32_t(m_starts.size() - 1); } ///< How many groups.
    std::uint32_t rows() const { return std::uint32_t(m_order.size()); }
    /// The place of a group's first row; of size(), the place behind the last one.
    std::uint32_t start(std::uint32_t group) const { return m_starts[group]; }
    std::uint32_t rowsIn(std::uint32_t group) const { return m_starts[group + 1] - m_starts[group]; }
    std::uint32_t indexAt(std::uint32_t place) const { return m_order[place]; }
    std::uint32_t groupAt(std::uint32_t place) const { return m_groupOf[m_order[place]]; }
    std::uint32_t placeOf(std::uint32_t index) const; ///< A binary search in the group.
    /// How many groups have their first row in front of the index. A binary search.
    std::uint32_t groupsBefore(std::uint32_t index) const;

private:
    void numberGroups(std::uint32_t largest);

    std::vector<std::uint32_t> m_groupOf; ///< By index.
    std::vector<std::uint32_t> m_order; ///< Index by place.
    std::vector<std::uint32_t> m_starts; ///< By group, and the end.
};

} // namespace auditlens
