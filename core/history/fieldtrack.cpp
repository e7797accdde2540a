// SPDX-License-Identifier: MIT
#include "history/fieldtrack.h"

#include "history/members.h"
#include "history/samevalue.h"

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

bool wasDeletedBetween(Steps steps, std::size_t from, std::size_t to)
{
    return std::any_of(steps.begin() + std::ptrdiff_t(from), steps.begin() + std::ptrdiff_t(to), [](const FieldStep& step) { return !step.sets; });
}

bool isFromNothing(const Change& change)
{
    return !change.before.exists() || change.before.kind == Value::Kind::Null;
}

void appendValueBreaks(const FieldTrack& track, Events events, Steps steps, std::vector<HistoryBreak>& breaks)
{
    std::optional<std::size_t> last;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Change& change = changeOf(events, steps[i]);
        const bool rewritten = steps[i].sets && isFromNothing(change) && last && wasDeletedBetween(steps, *last, i);
        if (last && !isOfMembers(change) && !rewritten) {
            const Value& recorded = changeOf(events, steps[*last]).after;
            if (compareValues(recorded, change.before) == Sameness::Different)
                breaks.push_back({HistoryBreak::Kind::Value, track.field, steps[*last].event, steps[i].event, recorded, change.before});
        }
        if (steps[i].sets)
            last = isOfMembers(change) ? std::nullopt : std::optional(i);
    }
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
    const Steps steps = stepsIn(track, life);
    appendValueBreaks(track, events, steps, breaks);
    Members members(life.created);
    for (const FieldStep& step : steps) {
        if (step.sets)
            members.apply(changeOf(events, step), step.event, isOfMembers(changeOf(events, step)) ? &breaks : nullptr);
    }
}

} // namespace auditlens
