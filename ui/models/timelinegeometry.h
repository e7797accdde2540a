// SPDX-License-Identifier: MIT
#pragma once

#include "session/eventrows.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace auditlens {

/// Where days and rows of the timeline are, in pixels from the top of the whole list: arithmetic and a binary search
/// over the days, the same cost for ten rows and ten million. 64 bits: a million rows are 52 million pixels.
class TimelineGeometry
{
public:
    static constexpr qint64 rowHeight = 52;
    static constexpr qint64 dayHeight = 30;

    TimelineGeometry() = default;
    explicit TimelineGeometry(std::vector<TimelineDay> days);

    struct Line
    {
        qint64 y = 0;
        std::size_t day = 0;
        std::optional<std::uint32_t> row; ///< Nothing for the day's header.
    };

    qint64 height() const;
    qint64 rowTop(std::uint32_t row) const;
    qint64 dayTop(std::size_t day) const;
    std::size_t dayOfRow(std::uint32_t row) const;
    /// The line under a position; nothing below the last row.
    std::optional<Line> lineAt(qint64 y) const;
    /// Every line that touches top <= y < bottom, from the top.
    std::vector<Line> linesBetween(qint64 top, qint64 bottom) const;
    const std::vector<TimelineDay>& days() const { return m_days; }
    std::uint32_t rowCount() const;

private:
    std::vector<TimelineDay> m_days;
};

} // namespace auditlens
