// SPDX-License-Identifier: MIT
#include "store/archive.h"
#include "store/rowbits.h"

#include <algorithm>

namespace auditlens {

namespace {

constexpr std::size_t groupWords = 8;

} // namespace

/// Bits, and how many of them are set in front of each group of words.
struct RowSet::Dense
{
    explicit Dense(RowBits rows) : bits(std::move(rows))
    {
        std::uint32_t sum = 0;
        for (std::size_t w = 0; w < bits.words(); ++w) {
            if (w % groupWords == 0)
                before.push_back(sum);
            sum += std::uint32_t(std::popcount(bits.word(w)));
        }
        count = sum;
    }

    std::uint32_t at(std::uint32_t index) const
    {
        std::size_t w = std::size_t(std::ranges::upper_bound(before, index) - before.begin() - 1);
        std::uint32_t left = index - before[w];
        for (w *= groupWords; left >= std::uint32_t(std::popcount(bits.word(w))); ++w)
            left -= std::uint32_t(std::popcount(bits.word(w)));
        std::uint64_t word = bits.word(w);
        for (; left > 0; --left)
            word &= word - 1;
        return std::uint32_t(w * 64) + std::uint32_t(std::countr_zero(word));
    }

    /// How many are in front of the row.
    std::uint32_t rank(std::uint32_t row) const
    {
        if (row >= bits.size())
            return count;
        const std::size_t last = row >> 6;
        std::uint32_t sum = before[last / groupWords];
        for (std::size_t w = last / groupWords * groupWords; w < last; ++w)
            sum += std::uint32_t(std::popcount(bits.word(w)));
        return sum + std::uint32_t(std::popcount(bits.word(last) & ((std::uint64_t(1) << (row & 63)) - 1)));
    }

    RowBits bits;
    std::vector<std::uint32_t> before;
    std::uint32_t count = 0;
};

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

RowSet RowSet::of(RowBits rows)
{
    RowSet set;
    set.m_dense = std::make_shared<const Dense>(std::move(rows));
    set.m_count = set.m_dense->count;
    return set;
}

std::uint32_t RowSet::size() const
{
    return m_count;
}

Row RowSet::at(std::uint32_t index) const
{
    if (m_dense)
        return Row(m_dense->at(index));
    return Row(m_rows ? (*m_rows)[index] : m_first + index);
}

std::uint32_t RowSet::lowerBound(Row row) const
{
    const auto number = std::uint32_t(row);
    if (m_dense)
        return m_dense->rank(number);
    if (m_rows)
        return std::uint32_t(std::ranges::lower_bound(*m_rows, number) - m_rows->begin());
    return number <= m_first ? 0 : std::min(number - m_first, m_count);
}

const RowBits* RowSet::bits() const
{
    return m_dense ? &m_dense->bits : nullptr;
}

} // namespace auditlens
