// SPDX-License-Identifier: MIT
#include "history/fieldtrack.h"

#include "history/fieldcontinuity.h"
#include "history/members.h"

#include <algorithm>

namespace auditlens {

namespace {

using Steps = std::span<const FieldStep>;
using Events = std::span<const HistoryEvent>;

Steps stepsIn(const FieldTrack& track, const LifeSpan& life)
{
    const auto begin = std::ranges::lower_bound(track.steps, life.begin, {}, &FieldStep::event);
    const auto end = std::ranges::lower_bound(track.steps, life.end, {}, &FieldStep::event);
    return {begin, end};
}

bool isOfMembers(const Change& change)
{
    return change.kind == Change::Kind::Members;
}

/// What the field was when the first of these steps came upon it.
void takeFromLater(FieldState& state, Events events, Steps later)
{
    for (const FieldStep& step : later) {
        const Change& change = changeOf(events, step);
        if (change.before.exists()) {
            state.known = FieldState::Known::Value;
            state.value = change.before;
            state.saidBy = step.event;
        }
        if (change.before.exists() || step.sets)
            return;
    }
}

/// The steps up to a moment that set something, and all others of the life: those tell what they found.
struct SplitSteps
{
    std::vector<FieldStep> past;
    std::vector<FieldStep> telling;
};

SplitSteps split(Steps steps, EventIndex count)
{
    SplitSteps sides;
    for (const FieldStep& step : steps)
        (step.sets && step.event < count ? sides.past : sides.telling).push_back(step);
    return sides;
}

void takeValue(FieldState& state, Events events, const SplitSteps& steps)
{
    if (steps.past.empty()) {
        takeFromLater(state, events, steps.telling);
        return;
    }
    const FieldStep& last = steps.past.back();
    const Change& change = changeOf(events, last);
    state.setBy = last.event;
    if (change.after.exists()) {
        state.saidBy = last.event;
        state.known = FieldState::Known::Value;
        state.value = change.after;
        return;
    }
    const auto later = std::ranges::upper_bound(steps.telling, last.event, {}, &FieldStep::event);
    takeFromLater(state, events, {later, steps.telling.end()});
    if (state.known == FieldState::Known::Nothing && change.before.exists())
        state.known = FieldState::Known::Removed;
}

void takeMembers(FieldState& state, Events events, const SplitSteps& steps, bool nothingBefore)
{
    Members members(nothingBefore);
    for (const FieldStep& step : steps.past)
        members.apply(changeOf(events, step), step.event, nullptr);
    for (const FieldStep& step : steps.telling) {
        if (!members.learn(changeOf(events, step), step.event))
            break;
    }
    state.members = members.list();
    state.allMembers = members.complete();
    if (!steps.past.empty())
        state.setBy = state.saidBy = steps.past.back().event;
    if (!steps.past.empty() || !state.members.empty() || state.allMembers)
        state.known = FieldState::Known::Members;
}

} // namespace

std::optional<FieldState> fieldAfter(const FieldTrack& track, Events events, const LifeSpan& life, EventIndex count)
{
    const Steps steps = stepsIn(track, life);
    if (steps.empty())
        return {};
    const SplitSteps sides = split(steps, count);
    FieldState state;
    state.field = track.field;
    state.label = track.label;
    state.type = track.type;
    if (isOfMembers(changeOf(events, sides.past.empty() ? sides.telling.front() : sides.past.back())))
        takeMembers(state, events, sides, life.created);
    else
        takeValue(state, events, sides);
    return state;
}

void appendBreaks(const FieldTrack& track, Events events, const LifeSpan& life, std::vector<HistoryBreak>& breaks)
{
    FieldContinuity field(life.created);
    for (const FieldStep& step : stepsIn(track, life))
        field.step(changeOf(events, step), step.event, step.sets, breaks);
}

} // namespace auditlens
