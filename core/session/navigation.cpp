// SPDX-License-Identifier: MIT
#include "session/navigation.h"

namespace auditlens {

void Navigation::push(Place place)
{
    if (!m_places.empty())
        m_places.resize(m_at + 1);
    m_places.push_back(std::move(place));
    if (m_places.size() > mostPlaces)
        m_places.erase(m_places.begin());
    m_at = m_places.size() - 1;
}

// A range, a zone, an order or folding is chosen, never typed in the making.
void Navigation::visit(const ViewState& state, bool typing)
{
    if (!m_places.empty() && m_places[m_at].state == state)
        return;
    const bool sameFrame = !m_places.empty() && m_places[m_at].state.range == state.range && m_places[m_at].state.zone == state.zone
        && m_places[m_at].state.fold == state.fold && m_places[m_at].state.oldestFirst == state.oldestFirst;
    if (m_typing && typing && sameFrame) {
        m_places.resize(m_at + 1);
        m_places[m_at].state = state;
        return;
    }
    const QString eventId = m_places.empty() ? QString() : m_places[m_at].eventId;
    push({state, eventId});
    m_typing = typing;
}

void Navigation::select(const QString& eventId)
{
    if (!m_places.empty())
        m_places[m_at].eventId = eventId;
}

void Navigation::leap()
{
    if (m_places.empty() || m_places[m_at].eventId.isEmpty())
        return;
    const Place here = m_places[m_at];
    push(here);
    m_typing = false;
}

void Navigation::clear()
{
    *this = Navigation();
}

std::optional<Place> Navigation::back()
{
    if (!canGoBack())
        return {};
    m_typing = false;
    return m_places[--m_at];
}

std::optional<Place> Navigation::forward()
{
    if (!canGoForward())
        return {};
    m_typing = false;
    return m_places[++m_at];
}

} // namespace auditlens
