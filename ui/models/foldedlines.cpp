// SPDX-License-Identifier: MIT
#include "models/foldedlines.h"

#include <algorithm>

namespace auditlens {

/// Lines of members in all unfolded groups in front of a position of `m_open`.
std::uint32_t FoldedLines::openedBefore(std::size_t position) const
{
    return position == 0 ? 0 : m_open[position - 1].before + further(m_open[position - 1].group);
}

std::size_t FoldedLines::positionOf(std::uint32_t group) const
{
    return std::size_t(std::ranges::lower_bound(m_open, group, {}, &Open::group) - m_open.begin());
}

FoldedLines::Line FoldedLines::at(std::uint32_t line) const
{
    const auto firstLine = [](const Open& open) { return open.group + open.before; };
    const auto behind = std::ranges::upper_bound(m_open, line, {}, firstLine);
    if (behind == m_open.begin())
        return {line, 0};
    const Open& open = *(behind - 1);
    const std::uint32_t below = line - firstLine(open);
    const std::uint32_t members = further(open.group);
    return below <= members ? Line {open.group, below} : Line {open.group + below - members, 0};
}

std::uint32_t FoldedLines::lineOf(Line line) const
{
    return line.group + openedBefore(positionOf(line.group)) + (isOpen(line.group) ? line.member : 0);
}

FoldedLines::Line FoldedLines::lineAtPlace(std::uint32_t place) const
{
    const std::uint32_t group = m_groups->groupAt(place);
    return {group, place - m_groups->start(group)};
}

std::uint32_t FoldedLines::lineOfPlace(std::uint32_t place) const
{
    return lineOf(lineAtPlace(place));
}

std::uint32_t FoldedLines::placeAt(std::uint32_t line) const
{
    const Line found = at(line);
    return m_groups->start(found.group) + found.member;
}

bool FoldedLines::isOpen(std::uint32_t group) const
{
    const std::size_t position = positionOf(group);
    return position < m_open.size() && m_open[position].group == group;
}

std::vector<std::uint32_t> FoldedLines::openGroups() const
{
    std::vector<std::uint32_t> groups;
    for (const Open& open : m_open)
        groups.push_back(open.group);
    return groups;
}

void FoldedLines::setOpen(std::uint32_t group, bool open)
{
    if (isOpen(group) == open)
        return;
    const auto at = m_open.begin() + std::ptrdiff_t(positionOf(group));
    if (open)
        m_open.insert(at, {group, 0});
    else
        m_open.erase(at);
    for (std::size_t i = 0; i < m_open.size(); ++i)
        m_open[i].before = openedBefore(i);
}

} // namespace auditlens
