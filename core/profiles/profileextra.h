// SPDX-License-Identifier: MIT
#pragma once

#include "profiles/profilepath.h"

#include <string>

namespace auditlens {

/// The members of the record that were not used, as one JSON object; empty when all were.
void writeProfileExtra(const ProfileRecord& record, std::string& to);

} // namespace auditlens
