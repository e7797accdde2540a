// SPDX-License-Identifier: MIT
#include "timeline/columnlayout.h"

#include <algorithm>

namespace auditlens {

ColumnLayout::ColumnLayout(int rowWidth, const std::vector<RowColumn>& columns)
{
    constexpr int columnWidth = 116;
    constexpr int gap = 12;
    constexpr int leastForSentence = 340;
    const int room = std::max(0, rowWidth - leastForSentence) / columnWidth;
    const int shown = std::min(room, int(columns.size()));
    leftOut = int(columns.size()) - shown;
    left = rowWidth - shown * columnWidth;
    for (int i = 0; i < shown; ++i)
        places.push_back({columns[std::size_t(i)], left + i * columnWidth, columnWidth - gap});
}

} // namespace auditlens
