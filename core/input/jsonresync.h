// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace auditlens::jsonscan {

/// What is known of the records around a damaged one.
struct RecordShape
{
    std::string firstKey; ///< With its quotes; empty when no record was seen. Records of one writer begin alike.
    bool inArray = true;
    std::size_t column = 0; ///< How far the damaged record is indented on its line.
};

/// The first key of the object at `at` with its quotes; empty when there is none.
std::string_view firstKeyOf(std::string_view text, std::size_t at);

/// The place behind `from` where the next record begins, or npos: the start of a line with an object that is not
/// indented further, or behind a comma an object with the known first key that is whole and has its like behind it.
/// `budget` is the number of bytes that may be looked at for the second; it shrinks.
std::size_t nextRecord(std::string_view text, std::size_t from, const RecordShape& shape, std::size_t& budget);

} // namespace auditlens::jsonscan
