// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace auditlens::json {

/// Makes JSON of what Python's json.dumps writes and RFC 8259 does not allow: a lone surrogate ("\ud800") becomes
/// U+FFFD, and the bare words NaN, Infinity and -Infinity become strings. Nothing when the text has none of these.
std::optional<std::string> mended(std::string_view text);

} // namespace auditlens::json
