// SPDX-License-Identifier: MIT
#pragma once

#include <QString>

#include <string_view>

namespace auditlens {

/// JSON with line breaks and two spaces per level; every number, name and text as it is written. Empty when the
/// text is not JSON.
QString prettyJson(std::string_view text);

} // namespace auditlens
