// SPDX-License-Identifier: MIT
#pragma once

#include "history/fieldtrack.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace auditlens {

/// An object that events are about: exactly this type and this id.
struct EntityName
{
    std::string type; ///< "policies.Policy"
    std::string id; ///< "42"; never empty.

    std::string text() const { return type + '#' + id; }
    friend bool operator==(const EntityName&, const EntityName&) = default;
};

/// What is known of an object at one moment.
struct EntityState
{
    enum class Existence : std::uint8_t {
        NotYet, ///< Before its creation.
        BeforeRecords, ///< Before the first event that took place, and that is no creation: `fields` are what later ones found.
        Exists,
        Gone, ///< Deleted; `fields` are the last values.
    };
    Existence existence = Existence::BeforeRecords;
    /// The event that created, deleted or restored it; nothing when no event says so.
    std::optional<EventIndex> since;
    EventIndex count = 0; ///< How many events led here.
    std::vector<FieldState> fields; ///< In the order in which the events first name them.
};

/// Everything that happened to one object, and what its fields were at any moment. An event that failed has changed
/// nothing. A creation after a deletion begins anew; what goes on after a deletion without one was restored. Immutable,
/// any thread.
class EntityHistory
{
public:
    EntityHistory() = default;
    /// `total` is how many events the archive has of the object. Where that is more, these are the newest.
    EntityHistory(EntityName entity, std::vector<HistoryEvent> events, std::uint64_t total);

    const EntityName& entity() const { return m_entity; }
    /// By time, then by row.
    const std::vector<HistoryEvent>& events() const { return m_events; }
    std::uint64_t total() const { return m_total; }
    bool complete() const { return m_events.size() == m_total; }
    /// Every changed field with its changes, in the order in which the events first name them.
    const std::vector<FieldTrack>& fields() const { return m_fields; }
    /// By the event that found them.
    const std::vector<HistoryBreak>& breaks() const { return m_breaks; }
    /// Tenants that the events name. Two of them may have objects of the same name.
    std::vector<std::string> tenants() const;
    /// How the newest event that has a label calls the object.
    const std::string& label() const;

    /// Events up to and at this time.
    EventIndex countUntil(Nanoseconds time) const;
    /// The object after its first `count` events: 0 is before all of them.
    EntityState stateAfter(EventIndex count) const;
    EntityState stateAt(Nanoseconds time) const { return stateAfter(countUntil(time)); }

private:
    struct Deletion
    {
        EventIndex event = 0;
        std::optional<EventIndex> undone; ///< By this event.
    };
    void findLives();
    void findFields();
    void findBreaks();
    const LifeSpan& lifeAt(EventIndex count) const;
    const Deletion* deletionAt(EventIndex count) const;
    void setExistence(EntityState& state, const LifeSpan& life, const Deletion* deletion) const;

    EntityName m_entity;
    std::vector<HistoryEvent> m_events;
    std::uint64_t m_total = 0;
    std::vector<LifeSpan> m_lives;
    std::vector<Deletion> m_deletions;
    std::vector<FieldTrack> m_fields;
    std::vector<HistoryBreak> m_breaks;
};

} // namespace auditlens
