// SPDX-License-Identifier: MIT
#pragma once

namespace auditlens {

/// No core dumps of this process from now on, and no debugger or other program of the same person at its memory, as far as
/// the system allows it: on Linux both (prctl(2), PR_SET_DUMPABLE), on macOS both (ptrace(2), PT_DENY_ATTACH), on Windows
/// neither. Call it before there is a secret. Release builds do; others could not be debugged.
void keepProcessPrivate();

} // namespace auditlens
