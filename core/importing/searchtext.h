// SPDX-License-Identifier: MIT
#pragma once

#include "json/document.h"

#include <string>
#include <string_view>

namespace auditlens {

/// What free words find: the strings, numbers and booleans of the record, one per line, without the keys. `part` is
/// the slice of the record an event stands for; of a part only its own values count.
void makeSearchText(const json::Document& record, std::string_view part, std::string& out);

} // namespace auditlens
