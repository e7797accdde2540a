// SPDX-License-Identifier: MIT
#include "input/csv.h"

#include <cstdint>
#include <cstdlib>

// Measuring and splitting a row agree on its cells.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace auditlens;
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto row = csv::measureRow(text, ',');
    if (row.next > size || row.length > size)
        std::abort();
    if (row.end == csv::RowEnd::Whole && csv::splitRow(text.substr(0, row.length), ',', size + 1).size() != row.cells)
        std::abort();
    return 0;
}
