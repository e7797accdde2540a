// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "seal/sealarchive.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <memory>
#include <vector>

namespace auditlens {

struct RedactRequest
{
    std::shared_ptr<const Archive> archive; ///< Sealed so that twins can be made: SealRequest::redactable.
    QString target; ///< A new file.
    QStringList fields; ///< As people write them, "actor.email": a value or all values below, in arrays too; of a table the column.
};

/// A value that was redacted in one place and stands, or is a part of a text, in another place of the same record.
struct ValueLeft
{
    QString field;
    QString alsoIn;
    std::uint64_t records = 0;
};

struct RedactOutcome
{
    std::uint64_t values = 0; ///< That were redacted.
    std::uint64_t records = 0; ///< That have one of them.
    std::vector<ValueLeft> left; ///< Most records first.
};

/// Writes a redacted twin: an archive with the same records, in which each of these values is its salted hash. Everything
/// else is made from these records, so no copy of a value comes along; rejected records are only counted, and what is known
/// of completeness is as it was sealed. Refused for an archive that is not as it was sealed, for a field that no record
/// has, and where a record could no longer be read without the field. Any thread; ends soon, with an Error and without a
/// file, after it was cancelled.
Result<RedactOutcome> redactArchive(const RedactRequest& request, const Cancellation& cancellation = {}, const SealProgress& progress = {});

} // namespace auditlens
