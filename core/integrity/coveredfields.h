// SPDX-License-Identifier: MIT
#pragma once

#include "trust/signaturescheme.h"

#include <optional>
#include <string_view>
#include <vector>

namespace auditlens {

/// How far a signature covers a field of an event, by the name that docs/event.md gives it ("actor.id", "extra.kb_id"),
/// or what the record had besides. Nothing where no member of the record can be said to be that field: better no tint
/// than a wrong one.
std::optional<Cover> coverOfField(std::string_view field, const std::vector<CoveredMember>& coverage);

/// Whether a member of a record is its signature, which cannot cover itself.
bool isSignatureMember(std::string_view path);

} // namespace auditlens
