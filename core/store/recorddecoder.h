// SPDX-License-Identifier: MIT
#pragma once

#include "json/document.h"
#include "store/archivedata.h"

#include <string_view>

namespace auditlens {

/// Turns stored records into events again, by the format that decoded them on the way in. Keeps its document; one
/// thread.
class RecordDecoder
{
public:
    explicit RecordDecoder(const ArchiveData& archive) : m_archive(archive) { }

    /// What is asked of an event.
    enum class Wanted : std::uint8_t { All, WithoutExtra, ChangesOnly };

    /// What the format says is wrong with the record, or the empty text; the sink knows which events are there.
    Result<DecodeProblem> decode(const StoredSource& source, std::string_view raw, Wanted wanted, EventSink& sink);
    /// The record that was decoded last.
    const json::Document& document() const { return m_document; }
    /// The Error for an event that the import found in the record and that is not there now.
    Error unfit(const StoredSource& source, const DecodeProblem& problem) const;

private:
    Error undecodable(const StoredSource& source, const QString& why, const QString& help) const;

    const ArchiveData& m_archive;
    json::Document m_document;
};

} // namespace auditlens
