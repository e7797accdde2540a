// SPDX-License-Identifier: MIT
#pragma once

#include "seal/fieldhash.h"
#include "store/database.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace auditlens {

/// What a redacted twin knows of the sealed archive that it was made from; the table `twin`.
struct TwinTable
{
    std::string seal; ///< The seal of that archive, all of its bytes.
    std::map<std::string, FieldSeed> seeds; ///< Of the places that are left, by FieldPaths::text().
    std::vector<Sha256Digest> records; ///< In the order in which they came in.
};

/// Makes the table, which is empty without a twin.
Result<void> createTwinTable(Database& database, const TwinTable& twin);
/// Nothing where the archive is no twin. An Error (damage) where the table is not as createTwinTable() writes it.
Result<std::optional<TwinTable>> readTwinTable(Database& database);

/// The seed of a sealed archive, in its table meta; nothing where it has none.
Result<void> putFieldSeed(Database& database, const FieldSeed& seed);
Result<std::optional<FieldSeed>> readFieldSeed(Database& database);

} // namespace auditlens
