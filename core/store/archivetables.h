// SPDX-License-Identifier: MIT
#pragma once

#include "store/archive.h"
#include "store/columns.h"
#include "store/database.h"
#include "store/pagedtable.h"
#include "store/eventfacts.h"

#include <array>
#include <functional>

namespace auditlens {

/// The small tables of an archive as values, for the reader and the writer.

Result<bool> hasTable(Database& database, std::string_view name);
/// Adds the parts behind `last` to the tables; `last` is the last one then, 0 when there is none.
Result<void> readDictionaries(Database& database, std::array<PagedTable, dictionaryCount>& tables, std::int64_t& last);
/// In the order of their ids, which are 0, 1, 2 …
Result<std::vector<StoredSource>> readSources(Database& database);
Result<void> insertSource(Database& database, const StoredSource& source);
Result<void> insertReject(Database& database, const Reject& reject);
Result<std::vector<Reject>> readRejects(Database& database, std::size_t limit);

/// The packed blob of a column; empty when the segment has no such column.
Result<std::string> readColumnBlob(Database& database, std::int64_t segment, ColumnKind kind);
/// Rows in time order; `ids` is EventId or RequestId, `flags` the segment's own.
Result<std::vector<StoredId>> readIdColumn(Database& database, std::int64_t segment, ColumnKind ids, const IntColumn& flags);
/// Places of the records in their sources, rows in time order.
Result<std::vector<std::uint64_t>> readOrdinals(Database& database, std::int64_t segment, std::uint32_t rows);
/// Every event's source and id.
Result<void> readIds(Database& database, const std::function<void(std::size_t source, const StoredId& id)>& use);

} // namespace auditlens
