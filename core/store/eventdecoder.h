// SPDX-License-Identifier: MIT
#pragma once

#include "json/document.h"
#include "store/archivedata.h"

#include <memory>

namespace auditlens {

/// Turns stored records into events again. Keeps its last block and its document; one thread, one job.
class EventDecoder
{
public:
    explicit EventDecoder(const ArchiveData& archive) : m_archive(archive) { }

    Result<StoredEvent> event(std::uint32_t slot);

private:
    Result<std::string_view> record(const ArchiveData::Place& place);
    Result<void> decode(const StoredSource& source, std::string_view raw, std::uint32_t part, AuditEvent& event);
    Result<void> addId(const ArchiveData::Place& place, StoredEvent& stored);
    Error undecodable(const StoredSource& source, const QString& why, const QString& help) const;

    const ArchiveData& m_archive;
    std::unique_ptr<Database> m_database;
    std::int64_t m_blockId = -1;
    BlockStore::Bytes m_block;
    json::Document m_document;
};

} // namespace auditlens
