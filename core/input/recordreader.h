// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "input/bytesource.h"
#include "input/layout.h"
#include "json/document.h"

#include <QByteArray>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace auditlens {

struct RecordSlice
{
    std::uint32_t offset = 0; ///< In the chunk.
    std::uint32_t length = 0;
    std::uint64_t line = 0; ///< 1-based line of its first byte in the decompressed file.
    std::uint64_t byte = 0; ///< Its offset in the decompressed file.
};

/// A stretch of the file that could not be split into a record.
struct RecordProblem
{
    std::uint64_t line = 0;
    std::uint64_t byte = 0;
    std::string reason; ///< English; goes to the reject list.
    std::string raw; ///< The bytes, at most 64 KiB.
};

/// Something a person should know about a record that was kept.
struct RecordNote
{
    std::uint64_t line = 0;
    std::string text; ///< English.
};

/// About half a megabyte of whole records, more where one is longer. `bytes` has json::padding readable bytes behind every record.
struct RecordChunk
{
    std::uint64_t firstOrdinal = 0; ///< Place of records[0] in the file.
    QByteArray bytes; ///< Not a string, which would be cleared before the file is read into it.
    std::vector<RecordSlice> records;
    std::vector<RecordProblem> problems;
    std::vector<RecordNote> notes;

    bool empty() const { return records.empty() && problems.empty() && notes.empty(); }
    std::string_view text() const { return {bytes.constData(), std::size_t(bytes.size())}; }
    std::string_view record(std::size_t i) const { return text().substr(records[i].offset, records[i].length); }
};

/// Cuts a byte stream into records. Memory stays bounded by the limits whatever the file holds: a record longer
/// than maxRecordBytes becomes a problem, never a crash. One thread.
class RecordReader
{
public:
    static constexpr std::size_t chunkBytes = 1u << 19;
    static constexpr std::size_t maxRecordBytes = 64u << 20;

    virtual ~RecordReader() = default;
    virtual const Layout& layout() const = 0;
    virtual const ByteSource& source() const = 0;
    /// The next chunk; one without records, problems and notes is the end. The first is small, so that something can be shown soon. An Error
    /// comes after everything that was read in front of the damage has been handed out, and is the end, too.
    virtual Result<RecordChunk> next() = 0;
    /// Parses a record of this reader's chunks into a document: JSON as it is, a CSV row as an object whose
    /// members are its cells (JSON in a cell becomes a subtree). Thread-safe; false when damaged, see document.
    virtual bool parse(std::string_view record, json::Document& into) const = 0;
};

/// Looks at the start of the source and makes the reader that fits. `recordPaths` are the formats' own places.
Result<std::unique_ptr<RecordReader>> makeRecordReader(std::unique_ptr<ByteSource> source, const std::vector<std::string>& recordPaths);

} // namespace auditlens
