// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "formats/registry.h"
#include "input/bytesource.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace auditlens {

struct ImportRequest
{
    QStringList paths; ///< Files, folders, "-".
    QString archive; ///< The .auditlens file; created when it is not there.
    QString format; ///< Format id; empty: detected per file.
    QString profile; ///< Path of a mapping profile to use for everything.
    QString zone = QStringLiteral("UTC"); ///< For times without a zone, unless the profile says otherwise.
};

struct ImportProgress
{
    std::uint64_t bytesDone = 0;
    std::uint64_t bytesTotal = 0; ///< 0 when unknown.
    std::uint64_t events = 0;
    std::uint64_t rejected = 0;
    QString file;
};

struct ImportNote
{
    QString file;
    std::uint64_t line = 0;
    QString reason;
};

/// What `import --json` prints.
struct ImportReport
{
    std::uint64_t files = 0;
    std::uint64_t events = 0; ///< Added.
    std::uint64_t duplicates = 0;
    std::uint64_t rejected = 0;
    std::uint64_t withoutTime = 0;
    std::vector<ImportNote> firstErrors; ///< At most 20 rejected records.
    std::vector<ImportNote> warnings; ///< At most 20: repeated keys, a file that grew, a guessed mapping.
    std::vector<Error> fileProblems; ///< Files that could not be read at all.
    QStringList formats; ///< Distinct ids used.
    double seconds = 0;
    bool cancelled = false;
};

/// Reads, decodes and stores on pool threads; call from a worker thread. `progress` is called on that thread,
/// about ten times a second. A cancelled import keeps the batches already committed.
Result<ImportReport> importFiles(const ImportRequest& request, const FormatRegistry& formats,
    const Cancellation& cancellation, const std::function<void(const ImportProgress&)>& progress);

} // namespace auditlens
