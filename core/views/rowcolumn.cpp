// SPDX-License-Identifier: MIT
#include "views/rowcolumn.h"

#include <algorithm>

namespace auditlens {

std::string_view rowColumnName(RowColumn column)
{
    static constexpr std::array<std::string_view, rowColumns.size()> names {"actor", "entity", "tenant", "ip", "request", "source"};
    return names[std::size_t(column)];
}

std::optional<RowColumn> rowColumnNamed(std::string_view name)
{
    const auto found = std::ranges::find(rowColumns, name, rowColumnName);
    return found == rowColumns.end() ? std::nullopt : std::optional(*found);
}

} // namespace auditlens
