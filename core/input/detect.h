// SPDX-License-Identifier: MIT
#pragma once

#include "input/layout.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace auditlens {

/// What container the start of a file is, from at most its first megabyte. `whole`: the text is all there is.
/// Nothing when it is neither JSON nor a table.
std::optional<Layout> detectLayout(std::string_view head, bool whole, const std::vector<std::string>& recordPaths);

/// The table a text without JSON is: delimiter by the rows that agree, header by its words.
std::optional<Layout> detectTable(std::string_view head, bool whole);

/// Where an object that begins the text keeps its records: the path of the first array of objects that `recordPaths`
/// or the common names know. Empty when there is none.
std::string findRecordPath(std::string_view head, const std::vector<std::string>& recordPaths);

} // namespace auditlens
