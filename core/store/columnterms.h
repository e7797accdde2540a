// SPDX-License-Identifier: MIT
#pragma once

#include "query/boundquery.h"
#include "store/archivedata.h"
#include "store/rowbits.h"

#include <optional>

namespace auditlens {

/// Slots of `candidates` whose columns answer the term with yes. Empty when columns cannot answer it. For
/// Field::Entity it answers type and id only: rows it leaves out may still match by their label.
std::optional<RowBits> columnMatches(const ArchiveData& archive, const BoundQuery::Node& term, const RowBits& candidates);

} // namespace auditlens
