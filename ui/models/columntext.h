// SPDX-License-Identifier: MIT
#pragma once

#include "views/rowcolumn.h"

#include <QString>

namespace auditlens {

/// "Tenant", as the title of a column.
QString rowColumnTitle(RowColumn column);

} // namespace auditlens
