// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace auditlens::json {

inline constexpr std::string_view placeHolder = "\xef\xbf\xbd"; ///< U+FFFD

/// Makes JSON of what Python's json.dumps writes and RFC 8259 does not allow: a lone surrogate ("\ud800") becomes
/// U+FFFD, and the bare words NaN, Infinity and -Infinity become strings. Nothing when the text has none of these.
std::optional<std::string> mended(std::string_view text);

/// JSON in which every U+FFFD stands for something else, to be put back when it is parsed.
struct PlaceHeld
{
    std::string text;
    /// One for each U+FFFD, in written order: a surrogate as three bytes, U+FFFD itself where it was meant, or a
    /// bare word, which is all of its string.
    std::vector<std::string> meant;
};
/// As mended(), but what was there can be told from what is put in its place.
std::optional<PlaceHeld> placeHeld(std::string_view text);

/// NaN, Infinity, -Infinity.
bool isBareWord(std::string_view word);

} // namespace auditlens::json
