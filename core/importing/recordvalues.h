// SPDX-License-Identifier: MIT
#pragma once

#include "json/document.h"

#include <string_view>
#include <vector>

namespace auditlens {

/// What free words find: the strings, numbers and booleans of the record, without the keys, as views into the
/// document. `part` is the slice of the record an event stands for; of a part only its own values count.
void collectValues(const json::Document& record, std::string_view part, std::vector<std::string_view>& out);

} // namespace auditlens
