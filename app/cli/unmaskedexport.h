// SPDX-License-Identifier: MIT
#pragma once

#include "cli/arguments.h"
#include "exporting/exporter.h"

#include <functional>

namespace auditlens {

/// The options of an export that unmasks, and those of cli/revealoptions.h.
void addUnmaskOptions(Arguments& arguments);
bool unmasks(const Arguments& arguments);
/// What is wrong with them, or nothing.
QString unmaskProblem(const Arguments& arguments);

/// Calls `write` with a request whose masked values are opened on their way (reveal/exportunmasker.h), and tells how
/// many. The exit code.
int writeUnmasked(const Archive& archive, ExportRequest request, const Arguments& arguments, Console& console,
    const std::function<int(const ExportRequest&)>& write);

} // namespace auditlens
