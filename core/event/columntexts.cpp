// SPDX-License-Identifier: MIT
#include "event/columntexts.h"

namespace auditlens {

void appendColumnTexts(const AuditEvent& event, std::vector<std::string_view>& texts)
{
    const Actor& actor = event.actor;
    texts.insert(texts.end(), {event.action, actor.id, actor.name, actor.fullName, actor.email, event.entity.type,
        event.entity.id, event.tenant, event.ip});
    for (const Change& change : event.changes)
        texts.push_back(change.field);
}

} // namespace auditlens
