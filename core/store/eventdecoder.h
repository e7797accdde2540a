// SPDX-License-Identifier: MIT
#pragma once

#include "store/payloadreader.h"
#include "store/recorddecoder.h"

namespace auditlens {

/// Turns stored records into events again. Keeps its last block and its document; one thread, one job.
class EventDecoder
{
public:
    explicit EventDecoder(const ArchiveData& archive) : m_archive(archive), m_payload(archive), m_decoder(archive) { }

    Result<StoredEvent> event(std::uint32_t slot);

private:
    Result<void> addId(const ArchiveData::Place& place, StoredEvent& stored);

    const ArchiveData& m_archive;
    PayloadReader m_payload;
    RecordDecoder m_decoder;
};

} // namespace auditlens
