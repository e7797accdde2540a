// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"

#include <cstdint>
#include <string>
#include <vector>

namespace auditlens {

/// What continuity needs of very many events, packed: action, verb, outcome and changes. Values are kept without
/// ciphertext, names of fields without labels.
class ChangeLog
{
public:
    using Place = std::uint64_t;

    Place add(const AuditEvent& event);
    /// Reads an entry of this log; everything else of the event stays as it is.
    void read(Place place, AuditEvent& into) const;

private:
    std::vector<std::string> m_chunks;
};

} // namespace auditlens
