// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace auditlens {

/// The folded texts of a dictionary's entries in one piece, so that one pass finds all that hold a needle.
class FoldedTable
{
public:
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
    std::string m_bytes;
    std::vector<std::uint64_t> m_begins; ///< Per entry.
};

} // namespace auditlens
