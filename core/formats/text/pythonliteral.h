// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace auditlens {

/// JSON for what Python's repr() or str() of plain data writes: "{'username': 'alice', 'id': 42, 'ok': True}".
/// Tuples and sets become arrays, None becomes null, nan and inf become strings; UUID('…') and Decimal('…') become
/// the text inside, any other call or <…> the text as it stands. Numbers keep their written form. Nothing when the
/// text is not such a literal or is nested deeper than json::maxDepth.
std::optional<std::string> jsonFromPythonLiteral(std::string_view text);

} // namespace auditlens
