// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "store/database.h"

#include <span>
#include <string_view>

namespace auditlens {

constexpr int applicationId = 0x41754C73; ///< "AuLs" in the SQLite header.
constexpr int schemaVersion = 1;

/// Leads a file from one schema version to the next.
struct Migration
{
    int from = 0;
    std::string_view sql;
};
/// One entry for every older version; empty as long as version 1 is the first.
std::span<const Migration> migrations();

/// Makes the tables of an empty file, in one transaction.
Result<void> createSchema(Database& database);

/// The version of an archive; an Error when the file is something else or from a newer AuditLens.
Result<int> checkedSchema(Database& database, int newest = schemaVersion);

/// Brings a copy of an older archive to the newest version: `source` is not touched, `target` must not exist and is
/// removed again when it fails.
Result<void> migrateCopy(const QString& source, const QString& target, std::span<const Migration> steps, int newest);

} // namespace auditlens
