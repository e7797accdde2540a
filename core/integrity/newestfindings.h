// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

namespace auditlens {

/// Counts findings and keeps the newest `most` of them, whatever the order in which they come. isNewer(a, b) is a
/// strict order of findings.
template <typename Finding>
class NewestFindings
{
public:
    /// `most` is at least one.
    explicit NewestFindings(std::size_t most) : m_most(most) { }

    void add(Finding finding)
    {
        ++m_count;
        m_kept.push_back(std::move(finding));
        if (m_kept.size() >= 2 * m_most)
            shrink();
    }
    /// The oldest that is still kept, when older ones are only counted; else null.
    const Finding* oldest() const { return m_isFull ? &m_kept[m_most - 1] : nullptr; }
    /// Counts a finding that is older than oldest().
    void countOlder() { ++m_count; }
    void join(NewestFindings other)
    {
        const std::uint64_t sum = m_count + other.m_count;
        for (Finding& finding : other.m_kept)
            add(std::move(finding));
        m_count = sum;
    }
    std::uint64_t count() const { return m_count; }
    /// Newest first.
    std::vector<Finding> take()
    {
        shrink();
        std::ranges::sort(m_kept, newer);
        return std::move(m_kept);
    }

private:
    static bool newer(const Finding& a, const Finding& b) { return isNewer(a, b); }
    void shrink()
    {
        if (m_kept.size() <= m_most)
            return;
        std::ranges::nth_element(m_kept, m_kept.begin() + std::ptrdiff_t(m_most - 1), newer);
        m_kept.erase(m_kept.begin() + std::ptrdiff_t(m_most), m_kept.end());
        m_isFull = true;
    }

    std::size_t m_most;
    std::uint64_t m_count = 0;
    bool m_isFull = false;
    std::vector<Finding> m_kept; ///< When it is full, the oldest of the first m_most is the last of them.
};

} // namespace auditlens
