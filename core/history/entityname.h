// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "history/entityhistory.h"

#include <QString>

namespace auditlens {

/// The one object that a text names, as `entity:` of the query language reads it: "Policy#7" by the end of its type
/// and its id, else an id or a label that only one object has. The Error says why there is none, names the nearest
/// or lists those it could be. Any thread.
Result<EntityName> findEntity(const Archive& archive, const QString& text, const Cancellation& cancellation);

} // namespace auditlens
