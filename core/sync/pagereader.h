// SPDX-License-Identifier: MIT
#pragma once

#include "backends/backend.h"
#include "input/recordreader.h"

namespace auditlens {

/// Reads the records of pages as the reader of a file of JSON Lines does. One page is one chunk.
class PageReader : public RecordReader
{
public:
    PageReader();
    ~PageReader() override;

    const Layout& layout() const override { return m_layout; }
    const ByteSource& source() const override;
    /// Nothing: pages are given, not read.
    Result<RecordChunk> next() override { return RecordChunk(); }
    bool parse(std::string_view record, json::Document& into) const override { return into.parse(record); }

    /// A record longer than maxRecordBytes becomes a problem of the chunk.
    static RecordChunk chunkOf(const Page& page, std::uint64_t firstOrdinal);

private:
    Layout m_layout;
    std::unique_ptr<ByteSource> m_source;
};

} // namespace auditlens
