// SPDX-License-Identifier: MIT
#include "store/foldedtable.h"

#include "base/fold.h"
#include "store/batchdata.h"
#include "store/bytesearch.h"

#include <algorithm>

namespace auditlens {

void FoldedTable::beginEntry()
{
    m_begins.push_back(m_bytes.size());
}

void FoldedTable::addText(std::string_view text)
{
    appendFolded(m_bytes, text);
    m_bytes.push_back(valueEnd);
}

FoldedTable::Hits FoldedTable::containing(std::string_view needle) const
{
    Hits hits {std::vector<std::uint8_t>(m_begins.size()), false};
    std::size_t entry = 0;
    for (std::size_t at = findBytes(m_bytes, needle); at != std::string_view::npos && entry < m_begins.size();) {
        const auto behind = std::upper_bound(m_begins.begin() + std::ptrdiff_t(entry), m_begins.end(), at);
        entry = std::size_t(behind - m_begins.begin());
        hits.entries[entry - 1] = 1;
        hits.any = true;
        at = behind == m_begins.end() ? std::string_view::npos : findBytes(m_bytes, needle, *behind);
    }
    return hits;
}

} // namespace auditlens
