// SPDX-License-Identifier: MIT
#pragma once

#include "history/fieldtrack.h"
#include "history/members.h"
#include "history/samevalue.h"

#include <memory>
#include <optional>
#include <vector>

namespace auditlens {

/// Follows one field through one life of an object, oldest change first: whether every "before" is the "after" that
/// was left, and members are added and removed that were not there and were.
class FieldContinuity
{
public:
    /// `fromNothing`: the life begins with the object's creation.
    explicit FieldContinuity(bool fromNothing) : m_fromNothing(fromNothing) { }

    /// `sets` is false for a deletion: it tells the last value and sets none. What does not follow is appended to
    /// `breaks`. The sameness of what was left and what was found; nothing when there was nothing to compare.
    std::optional<Sameness> step(const Change& change, EventIndex event, bool sets, std::vector<HistoryBreak>& breaks);

private:
    std::optional<Sameness> stepOfValue(const Change& change, EventIndex event, bool sets, std::vector<HistoryBreak>& breaks);
    Members& members();

    bool m_fromNothing;
    bool m_deletedSince = false; ///< A deletion came after the value was set.
    std::optional<EventIndex> m_setBy;
    Value m_value; ///< As `m_setBy` left it.
    std::unique_ptr<Members> m_members; ///< Null as long as the last change was none of members.
};

} // namespace auditlens
