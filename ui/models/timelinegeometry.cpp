// SPDX-License-Identifier: MIT
#include "models/timelinegeometry.h"

#include <algorithm>

namespace auditlens {

TimelineGeometry::TimelineGeometry(std::vector<TimelineDay> days)
    : m_days(std::move(days))
{
}

std::uint32_t TimelineGeometry::rowCount() const
{
    return m_days.empty() ? 0 : m_days.back().first + m_days.back().count;
}

qint64 TimelineGeometry::height() const
{
    return qint64(m_days.size()) * dayHeight + qint64(rowCount()) * rowHeight;
}

qint64 TimelineGeometry::dayTop(std::size_t day) const
{
    return qint64(day) * dayHeight + qint64(m_days[day].first) * rowHeight;
}

std::size_t TimelineGeometry::dayOfRow(std::uint32_t row) const
{
    const auto behind = std::upper_bound(
        m_days.begin(), m_days.end(), row, [](std::uint32_t r, const TimelineDay& day) { return r < day.first; });
    return std::size_t(behind - m_days.begin()) - 1;
}

qint64 TimelineGeometry::rowTop(std::uint32_t row) const
{
    return qint64(dayOfRow(row) + 1) * dayHeight + qint64(row) * rowHeight;
}

std::optional<TimelineGeometry::Line> TimelineGeometry::lineAt(qint64 y) const
{
    if (y < 0 || y >= height())
        return std::nullopt;
    std::size_t low = 0;
    std::size_t high = m_days.size();
    while (high - low > 1) {
        const std::size_t middle = low + (high - low) / 2;
        if (dayTop(middle) <= y)
            low = middle;
        else
            high = middle;
    }
    const qint64 inDay = y - dayTop(low);
    if (inDay < dayHeight)
        return Line {dayTop(low), low, std::nullopt};
    const auto place = std::uint32_t((inDay - dayHeight) / rowHeight);
    return Line {dayTop(low) + dayHeight + qint64(place) * rowHeight, low, m_days[low].first + place};
}

std::vector<TimelineGeometry::Line> TimelineGeometry::linesBetween(qint64 top, qint64 bottom) const
{
    std::vector<Line> lines;
    std::optional<Line> line = lineAt(std::max<qint64>(top, 0));
    while (line && line->y < bottom) {
        lines.push_back(*line);
        line = lineAt(line->y + (line->row ? rowHeight : dayHeight));
    }
    return lines;
}

} // namespace auditlens
