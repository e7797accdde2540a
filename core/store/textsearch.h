// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "store/archivedata.h"
#include "store/needle.h"
#include "store/rowbits.h"

#include <string_view>

namespace auditlens {

/// Finds lines of the text stream that hold a needle. One thread, one job.
class TextSearch
{
public:
    enum class Scope {
        Values, ///< What free words find.
        Line, ///< Also facts that are not among the record's values: a way to rule rows out, not an answer.
    };
    TextSearch(const ArchiveData& archive, const Cancellation& cancellation) : m_archive(archive), m_cancellation(cancellation) { }

    /// The candidates among a segment's rows whose text contains the needle. Looks only into blocks that hold
    /// candidates and may hold the needle. An incomplete set when cancelled.
    Result<RowBits> find(const Needle& needle, Scope scope, const Segment& segment, const RowBits& candidates);
    /// The values of one event, folded, with valueEnd between them.
    Result<std::string> values(std::uint32_t slot);

private:
    Result<void> scan(const Segment& segment, const BlockPlace& block, std::string_view needle, Scope scope,
        const RowBits& candidates, RowBits& found);

    const ArchiveData& m_archive;
    const Cancellation& m_cancellation;
    std::unique_ptr<Database> m_database;
    std::int64_t m_blockId = -1;
    BlockStore::Bytes m_block;
};

} // namespace auditlens
