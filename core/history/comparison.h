// SPDX-License-Identifier: MIT
#pragma once

#include "history/entityhistory.h"

#include <vector>

namespace auditlens {

/// Two sides field by field. `before` is the left side, `after` the right one; a side that does not have the field is
/// absent there.
struct Comparison
{
    std::vector<Change> different;
    std::vector<Change> equal; ///< Written the same on both sides.
};

/// Who, what and where, then the sides of every change ("status before", "status after"), then what else the records say.
Comparison compareEvents(const AuditEvent& left, const AuditEvent& right);

/// What the fields of one object were at two moments; members as those that only one side has.
Comparison compareStates(const EntityState& left, const EntityState& right);

} // namespace auditlens
