// SPDX-License-Identifier: MIT
#pragma once

#include "backends/pushdown.h"

namespace auditlens {

/// The parameter "filter_groups":
/// [{"filters":[{"field":"user_id","operator":"contains","value":"alice","case_sensitive":false}], "operator":"OR"}].
/// The service compares with ILIKE, where "_" is any character: it stands in for the letters whose case not every
/// database folds as this program does. Empty when nothing can be pushed down.
PushedQuery compileForAuditFramework(const BoundQuery& query);

} // namespace auditlens
