// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"
#include "store/archive.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace auditlens {

/// An event of a history.
struct HistoryEvent
{
    Row row {};
    SourceId source {};
    AuditEvent event;
};

/// Place of an event in its history; 0 is the oldest.
using EventIndex = std::uint32_t;

/// One change of a field.
struct FieldStep
{
    EventIndex event = 0;
    std::uint32_t change = 0; ///< Place in the event's changes.
    bool sets = true; ///< False for a deletion: it tells the last value and sets none.
    friend bool operator==(const FieldStep&, const FieldStep&) = default;
};

/// All changes of one field, oldest first.
struct FieldTrack
{
    std::string field;
    std::string label; ///< Of the newest change that has one.
    std::string type;
    std::vector<FieldStep> steps;
};

/// A member of a many-to-many field and how it is known to be one.
struct MemberState
{
    Value value;
    std::optional<EventIndex> addedBy; ///< Nothing when it was there before the first event that is known.
    EventIndex saidBy = 0; ///< The event that names it: addedBy, or a later one that removed it.
    friend bool operator==(const MemberState&, const MemberState&) = default;
};

/// What is known of one field at one moment.
struct FieldState
{
    enum class Known : std::uint8_t {
        Value, ///< `value`
        Members, ///< `members`
        Removed, ///< `setBy` gives a before and no after, and no later event says more: the field was taken away.
        Nothing, ///< No event says what it was.
    };
    std::string field;
    std::string label;
    std::string type;
    Known known = Known::Nothing;
    Value value;
    std::vector<MemberState> members;
    bool allMembers = false; ///< False when there may be members that no event names.
    /// The last event up to the moment that changed the field; nothing when none did, and the value is what a later
    /// event found.
    std::optional<EventIndex> setBy;
    /// The event that says the value: `setBy` itself, or a later one by its "before".
    std::optional<EventIndex> saidBy;

    std::optional<EventIndex> knownBy() const { return setBy ? setBy : saidBy; }
    friend bool operator==(const FieldState&, const FieldState&) = default;
};

/// A "before" that is not the "after" before it: a change between the two is not in these events.
struct HistoryBreak
{
    enum class Kind : std::uint8_t {
        Value, ///< `found` is not `recorded`.
        AlreadyMember, ///< `found` was added although it was a member.
        NoMember, ///< `found` was removed although it was none.
    };
    Kind kind = Kind::Value;
    std::string field;
    std::optional<EventIndex> recordedBy; ///< Nothing when no event named the member.
    EventIndex foundBy = 0;
    Value recorded; ///< Absent for a member that is none.
    Value found;
    friend bool operator==(const HistoryBreak&, const HistoryBreak&) = default;
};

/// A stretch of a history in which values carry over: steps outside of it belong to another object of the same name.
struct LifeSpan
{
    EventIndex begin = 0;
    EventIndex end = 0; ///< Behind the last event.
    bool created = false; ///< Its first event is the creation: nothing was there before.
};

/// The field after the first `count` events; nothing when the field is not mentioned in this life.
std::optional<FieldState> fieldAfter(
    const FieldTrack& track, std::span<const HistoryEvent> events, const LifeSpan& life, EventIndex count);

/// Appends the breaks of one field in one life.
void appendBreaks(const FieldTrack& track, std::span<const HistoryEvent> events, const LifeSpan& life,
    std::vector<HistoryBreak>& breaks);

inline const Change& changeOf(std::span<const HistoryEvent> events, const FieldStep& step)
{
    return events[step.event].event.changes[step.change];
}

} // namespace auditlens
