// SPDX-License-Identifier: MIT
#include "history/lifewatch.h"

#include "base/fold.h"

#include <algorithm>
#include <array>

namespace auditlens {

namespace {

bool isCreation(const AuditEvent& event)
{
    return happened(event) && event.verb == Verb::Create;
}

/// After a deletion: whether this event shows that the object is there again.
bool isRestoration(const AuditEvent& event)
{
    if (!happened(event))
        return false;
    return event.verb == Verb::Update || (event.verb == Verb::Other && !event.changes.empty()) || saysRestored(event.action);
}

} // namespace

bool happened(const AuditEvent& event)
{
    return event.outcome != Outcome::Failure;
}

bool isDeletion(const AuditEvent& event)
{
    return happened(event) && event.verb == Verb::Delete;
}

bool saysRestored(std::string_view action)
{
    constexpr std::array words = {"restore", "undelete", "recover", "undestroy"};
    const std::string word = folded(action);
    return std::ranges::any_of(words, [&](const char* restored) { return word.find(restored) != std::string::npos; });
}

bool mayTurn(Outcome outcome, Verb verb, bool restores)
{
    return outcome != Outcome::Failure && (restores || verb == Verb::Create || verb == Verb::Delete || verb == Verb::Update);
}

LifeWatch::Turn LifeWatch::next(const AuditEvent& event)
{
    Turn turn = Turn::None;
    if (isCreation(event) && (m_gone || !m_touched)) {
        turn = m_gone ? Turn::CreatedAgain : Turn::Created;
        m_gone = false;
    } else if (isDeletion(event) && !m_gone) {
        turn = Turn::Deleted;
        m_gone = true;
    } else if (m_gone && isRestoration(event)) {
        turn = Turn::Restored;
        m_gone = false;
    }
    m_touched = m_touched || (happened(event) && !event.changes.empty()) || m_gone;
    return turn;
}

} // namespace auditlens
