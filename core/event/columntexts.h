// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"

#include <string_view>
#include <vector>

namespace auditlens {

/// The texts of an event that a store keeps in columns: action, tenant, address, actor, entity type and id, and the
/// names of changed fields. A free word searches them, the ids and the values of the record. Some may be empty.
void appendColumnTexts(const AuditEvent& event, std::vector<std::string_view>& texts);

} // namespace auditlens
