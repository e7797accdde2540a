// SPDX-License-Identifier: MIT
#pragma once

#include "backends/sourcerecord.h"

#include <string_view>
#include <vector>

namespace auditlens {

/// The entries of an export: one JSON array, times without a zone. The service writes it while it reads, and when that
/// fails it just ends: `isCut`, with an empty list. The Error is for what is no export at all.
struct SanturaExport
{
    std::vector<SourceRecord> records; ///< Oldest first.
    bool isCut = false;
};
Result<SanturaExport> readSanturaExport(std::string_view body);

/// The entries that GraphQL's "logs" hands out: the newest hundred, whatever their signatures are worth. Oldest first.
Result<std::vector<SourceRecord>> readSanturaGraph(std::string_view body);

/// "_id" of an entry, or "Id" as GraphQL calls it.
std::string santuraIdOf(const SourceRecord& record);

} // namespace auditlens
