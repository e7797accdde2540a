// SPDX-License-Identifier: MIT
#pragma once

#include "backends/pushdown.h"

#include <string>
#include <string_view>

namespace auditlens {

/// LogQL for the events of Redacto's kit: "{selector} |~ `line` | label=~`…`". Only ASCII without blanks, quotes and
/// backslashes is sent: Loki before 3.5 keeps "ë" in structured metadata as "\u00eb", and a missed event is worse than one
/// too many. `selector` is a person's own ("{organization_uuid=~\".+\"}").
PushedQuery compileForLoki(const BoundQuery& query, std::string_view selector);

/// The text as a string of LogQL, with its quotes: Go's escapes.
std::string lokiString(std::string_view text);

} // namespace auditlens
