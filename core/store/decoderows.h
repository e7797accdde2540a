// SPDX-License-Identifier: MIT
#pragma once

#include "store/archivedata.h"

#include <span>
#include <vector>

namespace auditlens {

/// The events of these rows, in the order asked for. Rows that lie far apart are unpacked on all cores; waits for them.
Result<std::vector<StoredEvent>> decodeRows(const ArchiveData& archive, std::span<const Row> rows);

} // namespace auditlens
