// SPDX-License-Identifier: MIT
#include "store/requestgroups.h"

#include <algorithm>
#include <limits>
#include <ranges>
#include <utility>

namespace auditlens {

RequestGroups::RequestGroups(std::vector<std::uint32_t> requests, std::uint32_t largest)
    : m_groupOf(std::move(requests)), m_order(m_groupOf.size())
{
    numberGroups(largest);
    std::vector<std::uint32_t> next = m_starts;
    for (std::uint32_t index = 0; index < rows(); ++index)
        m_order[next[m_groupOf[index]]++] = index;
}

void RequestGroups::numberGroups(std::uint32_t largest)
{
    constexpr auto none = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint32_t> known(std::size_t(largest) + 1, none);
    for (std::uint32_t& entry : m_groupOf) {
        const std::uint32_t request = entry;
        entry = request == 0 ? none : known[request];
        if (entry == none) {
            entry = known[request] = std::uint32_t(m_starts.size());
            m_starts.push_back(0);
        }
        ++m_starts[entry];
    }
    std::uint32_t sum = 0;
    for (std::uint32_t& start : m_starts)
        start = std::exchange(sum, sum + start);
    m_starts.push_back(sum);
}

std::uint32_t RequestGroups::placeOf(std::uint32_t index) const
{
    const std::uint32_t group = m_groupOf[index];
    const auto end = m_order.begin() + m_starts[group + 1];
    return std::uint32_t(std::lower_bound(m_order.begin() + m_starts[group], end, index) - m_order.begin());
}

std::uint32_t RequestGroups::groupsBefore(std::uint32_t index) const
{
    const auto groups = std::views::iota(std::uint32_t(0), size());
    const auto first = [this](std::uint32_t group) { return m_order[m_starts[group]]; };
    return std::uint32_t(std::ranges::lower_bound(groups, index, {}, first) - groups.begin());
}

} // namespace auditlens
