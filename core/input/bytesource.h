// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "base/result.h"

#include <QString>
#include <QStringList>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace auditlens {

/// Decompressed bytes from front to back: a plain file, gzip, zstd, a member of a zip, standard input.
/// Reads with pread, never mmap: the file may shrink or grow while it is read. One thread.
class ByteSource
{
public:
    virtual ~ByteSource() = default;
    /// Fills up to `size` bytes; 0 is the end. After an error what was read before it remains valid.
    virtual Result<std::size_t> read(char* to, std::size_t size) = 0;
    /// Progress in the bytes of the file on disk; total is 0 when unknown (standard input).
    virtual std::uint64_t consumed() const = 0;
    virtual std::uint64_t total() const = 0;
    /// Whether the file on disk has another size now than when it was opened: English, empty when it has not.
    virtual std::string changeWhileRead() const { return {}; }
};

/// A thing to import: one file, one member of a zip, standard input.
struct InputFile
{
    QString path; ///< On disk; empty for standard input.
    QString member; ///< Inside a zip; else empty.
    QString name; ///< For people: "export.zip/policies.jsonl".
    std::uint64_t bytes = 0; ///< Size on disk, 0 when unknown.
};

struct InputList
{
    std::vector<InputFile> files;
    std::vector<Error> problems; ///< Folders and files that cannot be read; the rest is imported.
};

/// Expands folders and zip archives, sorted by name; "-" is standard input. Never follows a link out of a folder
/// twice, never reads devices.
InputList listInputs(const QStringList& paths);
/// Opens and looks at the first bytes, not at the name, to find the compression. Decompression stops with an Error
/// when it grows out of proportion (maxRatio beyond ratioGrace). Waiting for standard input ends on cancellation.
Result<std::unique_ptr<ByteSource>> openInput(const InputFile& file, const Cancellation& cancellation = {});

constexpr std::uint64_t maxRatio = 1000;
constexpr std::uint64_t ratioGrace = 64u << 20;

} // namespace auditlens
