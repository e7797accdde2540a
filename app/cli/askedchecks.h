// SPDX-License-Identifier: MIT
#pragma once

#include "cli/arguments.h"
#include "query/boundquery.h"
#include "store/archive.h"

#include <memory>
#include <optional>

namespace auditlens {

/// Makes the checks without which the query cannot be answered, with the keys of --key and --key-fd, and gives it what
/// they find out. The exit code after trouble was told; nothing when the query can be asked.
std::optional<int> makeAskedChecks(
    const Arguments& arguments, const std::shared_ptr<const Archive>& archive, BoundQuery& query, Console& console);

} // namespace auditlens
