// SPDX-License-Identifier: MIT
#pragma once

#include "store/sharedpages.h"

#include <string>
#include <string_view>

namespace auditlens {

/// The folded texts of a dictionary's entries in large pieces, so that one pass finds all that hold a needle. Copies
/// share them.
class FoldedTable
{
public:
    std::uint32_t size() const { return m_pages.entries(); }
    /// Begins the next entry. Its texts are apart: no needle matches across two of them.
    void beginEntry();
    void addText(std::string_view text);

    /// One number per entry, 1 where a text contains the folded needle.
    struct Hits
    {
        std::vector<std::uint8_t> entries;
        bool any = false;
    };
    Hits containing(std::string_view needle) const;

private:
    struct Page
    {
        std::uint32_t size() const { return std::uint32_t(begins.size()); }
        bool mark(std::string_view needle, std::uint8_t* entries) const;

        std::string bytes;
        std::vector<std::uint64_t> begins; ///< Per entry.
    };
    SharedPages<Page> m_pages;
};

} // namespace auditlens
