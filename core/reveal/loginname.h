// SPDX-License-Identifier: MIT
#pragma once

#include <string>

namespace auditlens {

/// Who runs this program, from the system and not from the environment, which anybody can set: "alice", or "uid 1001"
/// where the account has no name.
std::string loginName();

} // namespace auditlens
