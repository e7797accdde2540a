// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace auditlens {

/// Unicode simple case folding of UTF-8, the one rule for text, needle and field value alike: one character stays
/// one, so "ß" does not find "ss".
/// Control characters (also newline and tab) become a space, so that a folded value is always one line.
/// Diacritics are kept: "e" does not find "é". Bytes that are not UTF-8 become U+FFFD.
void appendFolded(std::string& out, std::string_view utf8);
std::string folded(std::string_view utf8);
/// folded(utf8) == wanted, mostly decided at the first character that differs.
bool foldsTo(std::string_view utf8, std::string_view wanted);

/// The same in place, for text that is all ASCII. Else false, and what stands there is half folded.
bool foldAsciiInPlace(char* text, std::size_t size);

} // namespace auditlens
