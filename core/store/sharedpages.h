// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

namespace auditlens {

/// Entries numbered from 0 in pages of one size. Copies share every page but the last one, so that copying millions of
/// entries to add a few costs little. `Page` says its size().
template <typename Page>
class SharedPages
{
public:
    static constexpr std::uint32_t pageEntries = 4096;

    SharedPages() = default;
    SharedPages(const SharedPages& other) : m_pages(other.m_pages)
    {
        if (!m_pages.empty())
            m_pages.back() = std::make_shared<Page>(*m_pages.back());
    }
    SharedPages(SharedPages&&) noexcept = default;
    SharedPages& operator=(SharedPages other) noexcept
    {
        m_pages = std::move(other.m_pages);
        return *this;
    }

    std::size_t count() const { return m_pages.size(); }
    const Page& operator[](std::size_t page) const { return *m_pages[page]; }
    std::uint32_t entries() const { return m_pages.empty() ? 0 : std::uint32_t(count() - 1) * pageEntries + m_pages.back()->size(); }
    Page& last() { return *m_pages.back(); }
    /// The last page, with room for one more entry.
    Page& roomy()
    {
        if (m_pages.empty() || m_pages.back()->size() == pageEntries)
            m_pages.push_back(std::make_shared<Page>());
        return last();
    }

private:
    std::vector<std::shared_ptr<Page>> m_pages; ///< Only the last one changes, and nobody else has it.
};

} // namespace auditlens
