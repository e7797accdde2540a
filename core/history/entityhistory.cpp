// SPDX-License-Identifier: MIT
#include "history/entityhistory.h"

#include "history/lifewatch.h"

#include <algorithm>
#include <unordered_map>

namespace auditlens {

EntityHistory::EntityHistory(EntityName entity, std::vector<HistoryEvent> events, std::uint64_t total)
    : m_entity(std::move(entity)), m_events(std::move(events)), m_total(total)
{
    std::ranges::sort(m_events, [](const HistoryEvent& a, const HistoryEvent& b) {
        return std::tie(a.event.time.ns, a.row) < std::tie(b.event.time.ns, b.row);
    });
    findLives();
    findFields();
    findBreaks();
}

void EntityHistory::findLives()
{
    LifeSpan life;
    LifeWatch watch;
    for (EventIndex i = 0; i < m_events.size(); ++i) {
        const LifeWatch::Turn turn = watch.next(m_events[i].event);
        if (turn == LifeWatch::Turn::CreatedAgain)
            m_lives.push_back({life.begin, i, life.created});
        if (turn == LifeWatch::Turn::Created || turn == LifeWatch::Turn::CreatedAgain)
            life = {i, i, true};
        else if (turn == LifeWatch::Turn::Deleted)
            m_deletions.push_back({i, {}});
        else if (turn == LifeWatch::Turn::Restored)
            m_deletions.back().undone = i;
    }
    m_lives.push_back({life.begin, EventIndex(m_events.size()), life.created});
}

void EntityHistory::findFields()
{
    std::unordered_map<std::string, std::size_t> places;
    for (EventIndex i = 0; i < m_events.size(); ++i) {
        const AuditEvent& event = m_events[i].event;
        for (std::uint32_t c = 0; happened(event) && c < event.changes.size(); ++c) {
            const Change& change = event.changes[c];
            const auto [place, isNew] = places.try_emplace(change.field, m_fields.size());
            if (isNew)
                m_fields.push_back({change.field, {}, {}, {}});
            FieldTrack& track = m_fields[place->second];
            if (!change.label.empty())
                track.label = change.label;
            if (!change.type.empty())
                track.type = change.type;
            track.steps.push_back({i, c, !isDeletion(event)});
        }
    }
}

void EntityHistory::findBreaks()
{
    for (const FieldTrack& track : m_fields) {
        for (const LifeSpan& life : m_lives)
            appendBreaks(track, m_events, life, m_breaks);
    }
    std::ranges::stable_sort(m_breaks, {}, &HistoryBreak::foundBy);
}

std::vector<std::string> EntityHistory::tenants() const
{
    std::vector<std::string> tenants;
    for (const HistoryEvent& event : m_events) {
        if (!event.event.tenant.empty() && std::ranges::find(tenants, event.event.tenant) == tenants.end())
            tenants.push_back(event.event.tenant);
    }
    return tenants;
}

const std::string& EntityHistory::label() const
{
    static const std::string none;
    for (auto event = m_events.rbegin(); event != m_events.rend(); ++event) {
        if (!event->event.entity.label.empty())
            return event->event.entity.label;
    }
    return none;
}

EventIndex EntityHistory::countUntil(Nanoseconds time) const
{
    const auto end = std::ranges::upper_bound(m_events, time, {}, [](const HistoryEvent& event) { return event.event.time.ns; });
    return EventIndex(end - m_events.begin());
}

const LifeSpan& EntityHistory::lifeAt(EventIndex count) const
{
    // The life of the last event that happened; before all events, the first.
    for (auto life = m_lives.rbegin(); life != m_lives.rend(); ++life) {
        if (life->begin < count)
            return *life;
    }
    return m_lives.front();
}

const EntityHistory::Deletion* EntityHistory::deletionAt(EventIndex count) const
{
    for (auto deletion = m_deletions.rbegin(); deletion != m_deletions.rend(); ++deletion) {
        if (deletion->event < count)
            return &*deletion;
    }
    return nullptr;
}

void EntityHistory::setExistence(EntityState& state, const LifeSpan& life, const Deletion* deletion) const
{
    const auto end = m_events.begin() + state.count;
    if (deletion && !(deletion->undone && *deletion->undone < state.count)) {
        state.existence = EntityState::Existence::Gone;
        state.since = deletion->event;
    } else if (life.created && state.count <= life.begin) {
        state.existence = EntityState::Existence::NotYet;
    } else if (std::any_of(m_events.begin(), end, [](const HistoryEvent& event) { return happened(event.event); })) {
        state.existence = EntityState::Existence::Exists;
        state.since = deletion ? deletion->undone : life.created ? std::optional(life.begin) : std::nullopt;
    }
}

EntityState EntityHistory::stateAfter(EventIndex count) const
{
    EntityState state;
    state.count = std::min(count, EventIndex(m_events.size()));
    if (m_events.empty())
        return state;
    const LifeSpan& life = lifeAt(state.count);
    const Deletion* deletion = deletionAt(state.count);
    if (deletion && deletion->event < life.begin)
        deletion = nullptr; // of an earlier life
    setExistence(state, life, deletion);
    if (state.existence == EntityState::Existence::NotYet)
        return state;
    const EventIndex moment = state.existence == EntityState::Existence::Gone ? *state.since : state.count;
    for (const FieldTrack& track : m_fields) {
        if (auto field = fieldAfter(track, m_events, life, moment))
            state.fields.push_back(std::move(*field));
    }
    return state;
}

} // namespace auditlens
