// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "store/archivedata.h"
#include "store/rowbits.h"

#include <string_view>

namespace auditlens {

/// Finds a folded needle in the texts that an archive keeps in columns and therefore not in its text stream:
/// appendColumnTexts() and the ids that are stored as bytes. Dictionaries are searched once, not row by row.
class ColumnSearch
{
public:
    ColumnSearch(const ArchiveData& archive, const Cancellation& cancellation) : m_archive(archive), m_cancellation(cancellation) { }

    /// An incomplete set when cancelled.
    Result<RowBits> find(std::string_view needle, const RowBits& candidates) const;

private:
    void findTexts(std::string_view needle, const RowBits& candidates, RowBits& found) const;
    void findTypes(std::string_view needle, const RowBits& candidates, RowBits& found) const;
    void findChangedFields(std::string_view needle, const RowBits& candidates, RowBits& found) const;
    Result<void> findIds(std::string_view needle, const RowBits& candidates, RowBits& found) const;

    const ArchiveData& m_archive;
    const Cancellation& m_cancellation;
};

} // namespace auditlens
