// SPDX-License-Identifier: MIT
#pragma once

#include "cli/arguments.h"
#include "cli/console.h"
#include "cli/exitcode.h"
#include "query/boundquery.h"
#include "store/archive.h"

#include <QString>

#include <memory>
#include <optional>

namespace auditlens {

/// An opened archive, or the exit code after the trouble was told.
struct ArchiveAccess
{
    std::shared_ptr<const Archive> archive;
    int exitCode = ExitDone;
};

/// Opens for reading. A file that is not there, may not be read, is in use or is of a newer version is
/// ExitCannotReadOrWrite, one that is no whole archive is ExitDamagedArchive.
ArchiveAccess openArchive(const QString& path, Console& console);

/// The rows that match, or the exit code after the trouble was told.
struct FoundRows
{
    std::optional<RowSet> rows;
    int exitCode = ExitDone;
};
FoundRows findRows(const Archive& archive, const BoundQuery& query, Console& console);

/// For an id that the archive does not have.
Error noSuchEvent(const QString& id);

/// What is wrong with the words of a command that takes --archive and nothing beside its options; or nothing.
QString problemOfArchiveOnly(const Arguments& arguments);

/// Says what is wrong with an archive or a file. The exit code for it.
int tellTrouble(const Error& error, Console& console);

} // namespace auditlens
