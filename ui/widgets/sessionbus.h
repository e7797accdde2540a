// SPDX-License-Identifier: MIT
#pragma once

namespace auditlens {

/// Whether the desktop has a bus. Without one the library would start a bus of its own when it is asked for it.
bool isSessionBusThere();

} // namespace auditlens
