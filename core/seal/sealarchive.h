// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "seal/sealstatement.h"
#include "unmask/secret.h"

#include <QString>

namespace auditlens {

struct SealRequest
{
    QString archive;
    QString target; ///< A new file for the sealed archive; empty: it takes the place of the archive.
    QString by; ///< See sealNameProblem().
    QString note; ///< See sealNoteProblem().
};

/// Writes the archive's tables into a new file, a seal by this Ed25519 key behind them, and only then gives the file
/// its name; until then, and after every Error, all is as it was. Needs the space of a second archive. Refused where
/// somebody writes to the archive, where it is sealed already, and where the target exists. Any thread; ends soon, with
/// an Error, after it was cancelled.
Result<SealStatement> sealArchive(const SealRequest& request, const Secret& key, const Cancellation& cancellation = {});

} // namespace auditlens
