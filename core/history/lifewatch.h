// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"

#include <cstdint>
#include <string_view>

namespace auditlens {

/// False for an event that failed: it has changed nothing.
bool happened(const AuditEvent& event);
/// Whether it happened and says that the object is gone; its changes tell the last values.
bool isDeletion(const AuditEvent& event);

/// Whether events of this action say that an object came back.
bool saysRestored(std::string_view action);
/// Whether an event without changes may be a turn in an object's life.
bool mayTurn(Outcome outcome, Verb verb, bool restores);

/// Follows one object from event to event, oldest first: when it is made, goes and comes back.
class LifeWatch
{
public:
    enum class Turn : std::uint8_t {
        None,
        Created, ///< The first that is known of it.
        CreatedAgain, ///< After a deletion: another life begins, nothing carries over.
        Deleted,
        Restored, ///< It goes on after a deletion without a creation.
    };
    Turn next(const AuditEvent& event);

private:
    bool m_touched = false; ///< Something was known of it before.
    bool m_gone = false;
};

} // namespace auditlens
