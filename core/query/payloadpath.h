// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace auditlens {

/// A changed field, folded, and the sides of it that "changes.status.after" means; without a side it means both.
struct ChangePath
{
    std::string field;
    bool before = true;
    bool after = true;
};
std::optional<ChangePath> changePath(std::string_view path);

/// "region.name" of "extra.region.name"; empty for what is no such path.
std::string_view extraPath(std::string_view path);

/// True for the places in a payload that the language can ask for: "extra.region", "changes.status.after".
bool isPayloadPath(std::string_view path);

/// What stands at such a place of an event.
struct PathTexts
{
    bool exists = false; ///< Also where an object or an empty list stands, which has no text.
    std::vector<std::string> texts; ///< Each once.
};
PathTexts textsAt(std::string_view path, const AuditEvent& event);

} // namespace auditlens
