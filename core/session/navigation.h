// SPDX-License-Identifier: MIT
#pragma once

#include "session/viewstate.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace auditlens {

/// Somewhere a person was: what was asked for, and the event that was looked at.
struct Place
{
    ViewState state;
    QString eventId; ///< Empty while none is selected.
    friend bool operator==(const Place&, const Place&) = default;
};

/// Back and forward through the places of one archive, like a browser: going somewhere new forgets what was ahead.
class Navigation
{
public:
    static constexpr std::size_t mostPlaces = 200;

    /// Another state is another place. While somebody types, every state on the way takes the place of the one before
    /// it, until settle() says that the last one was meant.
    void visit(const ViewState& state, bool typing);
    void settle() { m_typing = false; }
    /// The selected event of the current place; no place of its own.
    void select(const QString& eventId);
    /// Leaves the current place as it is and goes on from a copy of it: the next event selected is somewhere else.
    void leap();
    void clear();

    bool canGoBack() const { return m_at > 0; }
    bool canGoForward() const { return m_at + 1 < m_places.size(); }
    /// Moves; nothing where there is no further place.
    std::optional<Place> back();
    std::optional<Place> forward();

private:
    void push(Place place);

    std::vector<Place> m_places;
    std::size_t m_at = 0; ///< The current one; 0 while there is none.
    bool m_typing = false;
};

} // namespace auditlens
