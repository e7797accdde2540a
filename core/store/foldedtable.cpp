// SPDX-License-Identifier: MIT
#include "store/foldedtable.h"

#include "base/fold.h"
#include "store/batchdata.h"
#include "store/bytesearch.h"

#include <algorithm>

namespace auditlens {

void FoldedTable::beginEntry()
{
    Page& page = m_pages.roomy();
    page.begins.push_back(page.bytes.size());
}

void FoldedTable::addText(std::string_view text)
{
    appendFolded(m_pages.last().bytes, text);
    m_pages.last().bytes.push_back(valueEnd);
}

bool FoldedTable::Page::mark(std::string_view needle, std::uint8_t* entries) const
{
    bool any = false;
    std::size_t entry = 0;
    for (std::size_t at = findBytes(bytes, needle); at != std::string_view::npos && entry < begins.size();) {
        const auto behind = std::upper_bound(begins.begin() + std::ptrdiff_t(entry), begins.end(), at);
        entry = std::size_t(behind - begins.begin());
        entries[entry - 1] = 1;
        any = true;
        at = behind == begins.end() ? std::string_view::npos : findBytes(bytes, needle, *behind);
    }
    return any;
}

FoldedTable::Hits FoldedTable::containing(std::string_view needle) const
{
    Hits hits {std::vector<std::uint8_t>(size()), false};
    for (std::size_t page = 0; page < m_pages.count(); ++page) {
        const bool any = m_pages[page].mark(needle, hits.entries.data() + page * m_pages.pageEntries);
        hits.any = hits.any || any;
    }
    return hits;
}

} // namespace auditlens
