// SPDX-License-Identifier: MIT
#pragma once

#include "store/archivedata.h"

#include <memory>
#include <string_view>
#include <vector>

namespace auditlens {

/// Reads records as received. Keeps its last block; one thread, one job.
class PayloadReader
{
public:
    explicit PayloadReader(const ArchiveData& archive) : m_archive(archive) { }

    /// The record of this number of the segment; valid until the next call.
    Result<std::string_view> record(const Segment& segment, std::uint32_t number);

private:
    Result<void> load(const BlockPlace& block);

    const ArchiveData& m_archive;
    std::unique_ptr<Database> m_database;
    std::int64_t m_blockId = -1;
    BlockStore::Bytes m_block;
    std::vector<std::uint64_t> m_begins; ///< Of the block's records, and the end of the last.
};

} // namespace auditlens
