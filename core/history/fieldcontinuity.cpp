// SPDX-License-Identifier: MIT
#include "history/fieldcontinuity.h"

namespace auditlens {

namespace {

bool isFromNothing(const Change& change)
{
    return !change.before.exists() || change.before.kind == Value::Kind::Null;
}

} // namespace

std::optional<Sameness> FieldContinuity::step(
    const Change& change, EventIndex event, bool sets, std::vector<HistoryBreak>& breaks)
{
    if (change.kind != Change::Kind::Members)
        return stepOfValue(change, event, sets, breaks);
    if (!sets) {
        m_deletedSince = true;
        return {};
    }
    const std::size_t known = breaks.size();
    members().apply(change, event, &breaks);
    m_setBy.reset();
    return breaks.size() == known ? Sameness::Same : Sameness::Different;
}

std::optional<Sameness> FieldContinuity::stepOfValue(
    const Change& change, EventIndex event, bool sets, std::vector<HistoryBreak>& breaks)
{
    std::optional<Sameness> found;
    const bool rewritten = sets && m_deletedSince && isFromNothing(change);
    if (m_setBy && !rewritten) {
        found = compareValues(m_value, change.before);
        if (found == Sameness::Different)
            breaks.push_back({HistoryBreak::Kind::Value, change.field, *m_setBy, event, m_value, change.before});
    }
    m_deletedSince = !sets;
    if (sets) {
        m_members.reset();
        m_setBy = event;
        m_value = change.after;
    }
    return found;
}

/// Made when members are changed for the first time since the whole field was written.
Members& FieldContinuity::members()
{
    if (!m_members) {
        m_members = std::make_unique<Members>(m_fromNothing);
        if (m_setBy) {
            Change whole;
            whole.after = m_value;
            m_members->apply(whole, *m_setBy, nullptr);
        }
    }
    return *m_members;
}

} // namespace auditlens
