// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <vector>

namespace auditlens {

/// A set of slots (places in the archive's segments, one behind the other), one bit each.
class RowBits
{
public:
    explicit RowBits(std::uint32_t size) : m_size(size), m_words((std::size_t(size) + 63) / 64) { }

    std::uint32_t size() const { return m_size; }
    /// Makes room for more, which are not members.
    void grow(std::uint32_t size)
    {
        m_size = size;
        m_words.resize((std::size_t(size) + 63) / 64);
    }
    std::size_t words() const { return m_words.size(); }
    std::uint64_t word(std::size_t i) const { return m_words[i]; }
    void setWord(std::size_t i, std::uint64_t word) { m_words[i] = word; }
    bool test(std::uint32_t i) const { return (m_words[i >> 6] >> (i & 63) & 1) != 0; }
    void set(std::uint32_t i) { m_words[i >> 6] |= std::uint64_t(1) << (i & 63); }
    void setRange(std::uint32_t begin, std::uint32_t end)
    {
        for (std::uint32_t i = begin; i < end;) {
            const std::uint32_t next = std::min(end, (i | 63) + 1);
            m_words[i >> 6] |= (~std::uint64_t(0) >> (64 - (next - i))) << (i & 63);
            i = next;
        }
    }
    /// Adds the members of a smaller set, moved up by `base`.
    void addAt(std::uint32_t base, const RowBits& other)
    {
        const unsigned shift = base & 63;
        for (std::size_t i = 0; i < other.m_words.size(); ++i) {
            const std::uint64_t word = other.m_words[i];
            if (word == 0)
                continue;
            m_words[(base >> 6) + i] |= word << shift;
            if (shift != 0 && word >> (64 - shift) != 0)
                m_words[(base >> 6) + i + 1] |= word >> (64 - shift);
        }
    }
    bool any() const
    {
        return std::ranges::any_of(m_words, [](std::uint64_t word) { return word != 0; });
    }
    bool anyIn(std::uint32_t begin, std::uint32_t end) const { return next(begin, end) < end; }
    std::uint64_t count() const
    {
        std::uint64_t sum = 0;
        for (const std::uint64_t word : m_words)
            sum += word == 0 ? 0 : std::uint64_t(std::popcount(word)); // Portable builds call a function for each.
        return sum;
    }
    /// The first member at or behind `from`, or `end`.
    std::uint32_t next(std::uint32_t from, std::uint32_t end) const
    {
        while (from < end) {
            const std::uint64_t word = m_words[from >> 6] >> (from & 63);
            if (word != 0)
                return std::min(end, from + std::uint32_t(std::countr_zero(word)));
            from = (from | 63) + 1;
            if (from == 0)
                break;
        }
        return end;
    }

    RowBits& operator&=(const RowBits& other) { return each(other, [](std::uint64_t a, std::uint64_t b) { return a & b; }); }
    RowBits& operator|=(const RowBits& other) { return each(other, [](std::uint64_t a, std::uint64_t b) { return a | b; }); }
    RowBits& operator-=(const RowBits& other) { return each(other, [](std::uint64_t a, std::uint64_t b) { return a & ~b; }); }

private:
    template <typename Combine>
    RowBits& each(const RowBits& other, Combine combine)
    {
        for (std::size_t i = 0; i < m_words.size(); ++i)
            m_words[i] = combine(m_words[i], other.m_words[i]);
        return *this;
    }

    std::uint32_t m_size;
    std::vector<std::uint64_t> m_words;
};

/// Calls `use(row)` for every row of a segment, whose first slot is `base`, that is among the slots.
template <typename Use>
void forEachRow(const RowBits& slots, std::uint32_t base, std::uint32_t rows, Use use)
{
    const std::uint32_t end = base + rows;
    for (std::uint32_t at = base; at < end;) {
        const std::uint32_t wordEnd = std::min(end, (at | 63) + 1);
        std::uint64_t word = slots.word(at >> 6) >> (at & 63);
        if (wordEnd - at < 64)
            word &= (std::uint64_t(1) << (wordEnd - at)) - 1;
        if (word == ~std::uint64_t(0)) {
            for (std::uint32_t i = 0; i < 64; ++i)
                use(at - base + i);
        } else {
            for (; word != 0; word &= word - 1)
                use(at - base + std::uint32_t(std::countr_zero(word)));
        }
        at = wordEnd;
    }
}

} // namespace auditlens
