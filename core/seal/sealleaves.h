// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "seal/sealblock.h"
#include "store/database.h"

#include <string_view>
#include <vector>

namespace auditlens {

/// The hashes of an archive's content, whatever pages it lies on: all rows of a part, in the order and form that
/// docs/archive-format.md describes.

/// In ascending order.
Result<std::vector<std::int64_t>> segmentNumbers(Database& database);
/// The parts beside the segments that an archive has: schema, meta, sources, dictionaries, rejects; syncs, coverage and
/// cursors of one that was synced, coverage and cuts of one that was cut out of another.
Result<std::vector<std::string_view>> hashedParts(Database& database);
bool isHashedPart(std::string_view name);
/// An Error also where there is no such table.
Result<SealLeaf> hashPart(Database& database, std::string_view name);
Result<SealLeaf> hashSegment(Database& database, std::int64_t segment);

/// The same of what the tables hold, however it is packed: two archives of the same records, made in the same way, have the
/// same. By table: dictionaries, segments, columns, payload_blocks, text_blocks, rejects, schema.
Result<std::vector<SealLeaf>> hashContents(Database& database);

} // namespace auditlens
