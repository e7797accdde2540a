// SPDX-License-Identifier: MIT
#pragma once

#include "query/boundquery.h"
#include "query/clock.h"
#include "store/archivedata.h"
#include "store/rowbits.h"

#include <algorithm>
#include <optional>
#include <variant>
#include <vector>

namespace auditlens {

/// The numbers of a column that a term accepts, or of some bits of them.
struct AcceptedNumbers
{
    IntColumn Segment::*column = nullptr;
    std::vector<std::uint8_t> accepted; ///< Per number, 1 for yes.
    unsigned shift = 0;
    std::uint64_t mask = ~std::uint64_t(0);
};

/// begin <= time < end.
struct AcceptedTimes
{
    Nanoseconds begin = 0;
    Nanoseconds end = 0;
};

/// What a term asks of the columns, worked out once for the whole archive; a bool is the answer for every row.
using ColumnTest = std::variant<AcceptedNumbers, AcceptedTimes, ClockTest, bool>;

/// Empty when columns cannot answer the term. For Field::Entity it answers type and id only: rows that do not pass
/// may still match by their label.
std::optional<ColumnTest> columnTest(const ArchiveData& archive, const BoundQuery::Node& term);

/// The candidates among a segment's rows that pass.
RowBits passing(const ColumnTest& test, const Segment& segment, const RowBits& candidates);

/// Accepts the numbers below `count` for which `accept(number)` is true.
template <typename Accept>
std::vector<std::uint8_t> acceptedAmong(std::size_t count, Accept accept)
{
    std::vector<std::uint8_t> accepted(count);
    for (std::size_t i = 0; i < count; ++i)
        accepted[i] = accept(std::uint32_t(i));
    return accepted;
}

} // namespace auditlens
