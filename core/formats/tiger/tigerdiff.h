// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"
#include "json/document.h"

#include <string>
#include <vector>

namespace auditlens {

/// Reads a diff object: field name -> entry {field, label, field_type, relation, before, after, …}. `left`, when
/// given, becomes a JSON object with what no change could hold, or empty.
void readTigerDiff(json::Value diff, std::vector<Change>& to, std::string* left);

/// The event type that a diff shows where the record does not say: "deleted" when no value is left, "created"
/// when there was none before, else "updated".
std::string_view eventTypeOfDiff(const std::vector<Change>& changes);

} // namespace auditlens
