// SPDX-License-Identifier: MIT
#pragma once

#include "store/dictionary.h"
#include "store/sharedpages.h"

namespace auditlens {

/// A TextTable for those who read an archive that grows: copies share their pages. Writers keep the flat one, where an
/// entry is found with one step less.
class PagedTable
{
public:
    std::uint32_t size() const { return m_pages.entries(); }
    std::string_view at(std::uint32_t id) const { return m_pages[id / Pages::pageEntries].at(id % Pages::pageEntries); }
    /// Appends `count` entries; false when the bytes are not such a part, see TextTable::serialized().
    bool appendSerialized(std::string_view bytes, std::uint64_t count);

private:
    using Pages = SharedPages<TextTable>;
    Pages m_pages;
};

} // namespace auditlens
