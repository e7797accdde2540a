// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace auditlens {

struct DiffPiece
{
    std::string text;
    bool changed = false;
    friend bool operator==(const DiffPiece&, const DiffPiece&) = default;
};

/// Both sides in full; the pieces of one side joined give its text.
struct WordDiff
{
    std::vector<DiffPiece> before;
    std::vector<DiffPiece> after;
};

/// Compares word by word with the longest common subsequence (Wagner and Fischer). White space between two changed
/// words counts as changed, so that a replaced phrase is one mark. Texts whose differing middle would need more
/// than some million cells are marked changed there as a whole: time and memory stay bounded. UTF-8, any thread.
WordDiff diffWords(std::string_view before, std::string_view after);

} // namespace auditlens
