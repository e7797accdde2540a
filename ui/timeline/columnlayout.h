// SPDX-License-Identifier: MIT
#pragma once

#include "views/rowcolumn.h"

#include <vector>

namespace auditlens {

struct ColumnPlace
{
    RowColumn column {};
    int left = 0; ///< In pixels from the left of a row.
    int width = 0;
};

/// Where the columns of a row stand: at its right, in their order. The sentence keeps most of the row, so the last
/// columns are left out where it is too narrow for all.
struct ColumnLayout
{
    ColumnLayout(int rowWidth, const std::vector<RowColumn>& columns);

    std::vector<ColumnPlace> places;
    int left = 0; ///< Where the columns begin; the right end of the row without columns.
    int leftOut = 0;
};

} // namespace auditlens
