// SPDX-License-Identifier: MIT
#pragma once

#include "store/archivedata.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace auditlens {

/// Distinct values of a field with their number of events, most frequent first, then by text. Knows "action",
/// "verb", "outcome", "actor", "entity" (the types), "id" of entities as "entity.id", "tenant", "ip", "source" and
/// "changed"; empty for others. Empty values are left out.
std::vector<std::pair<std::string, std::uint64_t>> valueCounts(const ArchiveData& archive, std::string_view field, std::size_t limit);

} // namespace auditlens
