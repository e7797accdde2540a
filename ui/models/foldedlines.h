// SPDX-License-Identifier: MIT
#pragma once

#include "store/requestgroups.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace auditlens {

/// Which line of the list shows which event while the events of a request are folded into one line: a line for the
/// first event of each group, and under it lines for the others where the group is unfolded. Arithmetic and a binary
/// search over the groups that are unfolded, which somebody has done one by one.
class FoldedLines
{
public:
    FoldedLines() = default;
    explicit FoldedLines(std::shared_ptr<const RequestGroups> groups) : m_groups(std::move(groups)) { }

    struct Line
    {
        std::uint32_t group = 0;
        std::uint32_t member = 0; ///< 0 is the group's first event, on the line that stays when it is folded.
        friend bool operator==(const Line&, const Line&) = default;
    };

    std::uint32_t count() const { return m_groups ? m_groups->size() + openedBefore(m_open.size()) : 0; }
    Line at(std::uint32_t line) const;
    std::uint32_t lineOf(Line line) const; ///< Of a folded member, the line of its group.
    std::uint32_t lineOfPlace(std::uint32_t place) const;
    std::uint32_t placeAt(std::uint32_t line) const;
    /// Group and member of a place.
    Line lineAtPlace(std::uint32_t place) const;
    /// How many events there are besides the first.
    std::uint32_t further(std::uint32_t group) const { return m_groups->rowsIn(group) - 1; }
    bool isOpen(std::uint32_t group) const;
    void setOpen(std::uint32_t group, bool open);
    std::vector<std::uint32_t> openGroups() const;
    const RequestGroups& groups() const { return *m_groups; }

private:
    struct Open
    {
        std::uint32_t group = 0;
        std::uint32_t before = 0; ///< Lines of members above its own first line.
    };
    std::uint32_t openedBefore(std::size_t position) const;
    std::size_t positionOf(std::uint32_t group) const;

    std::shared_ptr<const RequestGroups> m_groups;
    std::vector<Open> m_open; ///< Ascending.
};

} // namespace auditlens
