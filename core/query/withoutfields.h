// SPDX-License-Identifier: MIT
#pragma once

#include "query/boundquery.h"

#include <optional>
#include <span>
#include <string_view>

namespace auditlens {

/// The query without the conditions that ask for these fields only: "tenant:a action:(create OR delete)" without
/// Action and Verb is "tenant:a". Empty when the query has no such condition, so that nothing would change.
std::optional<BoundQuery> withoutFields(const BoundQuery& query, std::span<const Field> fields);
/// The same for the conditions on one place of the payload, "extra.region".
std::optional<BoundQuery> withoutPath(const BoundQuery& query, std::string_view path);

} // namespace auditlens
