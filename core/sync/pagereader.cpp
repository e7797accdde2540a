// SPDX-License-Identifier: MIT
#include "sync/pagereader.h"

#include "json/document.h"

namespace auditlens {

namespace {

class NoBytes : public ByteSource
{
public:
    Result<std::size_t> read(char*, std::size_t) override { return std::size_t(0); }
    std::uint64_t consumed() const override { return 0; }
    std::uint64_t total() const override { return 0; }
};

} // namespace

PageReader::PageReader() : m_source(std::make_unique<NoBytes>()) { }
PageReader::~PageReader() = default;

const ByteSource& PageReader::source() const
{
    return *m_source;
}

RecordChunk PageReader::chunkOf(const Page& page, std::uint64_t firstOrdinal)
{
    RecordChunk chunk;
    chunk.firstOrdinal = firstOrdinal;
    chunk.bytes.reserve(qsizetype(page.bytes.size() + json::padding));
    chunk.bytes.append(page.bytes.data(), qsizetype(page.bytes.size())).append(qsizetype(json::padding), '\0');
    chunk.records.reserve(page.records);
    std::size_t begin = 0;
    for (std::uint64_t line = firstOrdinal + 1; begin < page.bytes.size(); ++line) {
        const std::size_t end = std::min(page.bytes.find('\n', begin), page.bytes.size());
        if (end - begin > RecordReader::maxRecordBytes)
            chunk.problems.push_back({line, 0, "the record is longer than a record may be", page.bytes.substr(begin, 64 << 10)});
        else if (end > begin)
            chunk.records.push_back({std::uint32_t(begin), std::uint32_t(end - begin), line, 0});
        begin = end + 1;
    }
    return chunk;
}

} // namespace auditlens
