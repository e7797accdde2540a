// SPDX-License-Identifier: MIT
#pragma once

namespace auditlens {

/// The calling thread lets others go first from now on: those that hand out its work and take what it made, and the one
/// that draws the window. For threads that end with their work, because there may be no way back.
void makeThreadYield();

} // namespace auditlens
