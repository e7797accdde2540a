// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "seal/sealstatement.h"
#include "store/archive.h"
#include "store/coverage.h"
#include "unmask/secret.h"

#include <QString>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace auditlens {

/// Only the records of some events, with all events of these records: a new archive.
struct SealCut
{
    std::shared_ptr<const Archive> archive; ///< That of the request.
    RowSet rows;
    SealedQuery query; ///< What found the rows.
    TimeRange range; ///< Of the events that it can find.
};

struct SealRequest
{
    QString archive;
    QString target; ///< A new file for the sealed archive; empty: it takes the place of the archive.
    QString by; ///< See sealNameProblem().
    QString note; ///< See sealNoteProblem().
    bool redactable = false; ///< With the hashes of all fields, so that redacted twins can be made.
    std::optional<SealCut> cut = {}; ///< Needs a target; the archive may be sealed already.
};

/// How much of the work is done and how much there is, in bytes; on the thread that seals.
using SealProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// Writes the archive's tables into a new file, a seal by this Ed25519 key behind them, and only then gives the file
/// its name; until then, and after every Error, all is as it was. Needs the space of a second archive. Refused where
/// somebody writes to the archive, where it is sealed already, and where the target exists; who cuts records out may
/// do it from a sealed archive, and rejected records are counted then and left behind. What the ledger of completeness says
/// of the time of the cut goes along; refused where an archive with one has grown since the rows were found. Any thread;
/// ends soon, with an Error, after it was cancelled.
Result<SealStatement> sealArchive(const SealRequest& request, const Secret& key, const Cancellation& cancellation = {},
    const SealProgress& progress = {});

} // namespace auditlens
