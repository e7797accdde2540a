// SPDX-License-Identifier: MIT
#include "store/archive.h"

#include <algorithm>

namespace auditlens {

RowSet RowSet::all(std::uint32_t count)
{
    return range(0, count);
}

RowSet RowSet::range(std::uint32_t first, std::uint32_t count)
{
    RowSet set;
    set.m_first = first;
    set.m_count = count;
    return set;
}

RowSet RowSet::of(std::vector<std::uint32_t> ascending)
{
    RowSet set;
    set.m_count = std::uint32_t(ascending.size());
    set.m_rows = std::make_shared<const std::vector<std::uint32_t>>(std::move(ascending));
    return set;
}

std::uint32_t RowSet::size() const
{
    return m_count;
}

Row RowSet::at(std::uint32_t index) const
{
    return Row(m_rows ? (*m_rows)[index] : m_first + index);
}

std::uint32_t RowSet::lowerBound(Row row) const
{
    const auto number = std::uint32_t(row);
    if (m_rows)
        return std::uint32_t(std::ranges::lower_bound(*m_rows, number) - m_rows->begin());
    return number <= m_first ? 0 : std::min(number - m_first, m_count);
}

} // namespace auditlens
