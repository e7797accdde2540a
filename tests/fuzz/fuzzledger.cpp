// SPDX-License-Identifier: MIT
#include "ledger/ledgerline.h"

#include <cstdint>
#include <cstdlib>

using namespace auditlens;

// Whatever the line: what is read is written again as the same bytes, and can be written as an entry.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const Result<LedgerLine, QString> line = readLedgerLine(text);
    if (!line)
        return 0;
    if (textOf(*line) != text || !entryProblem(line->entry).isEmpty() || !text.starts_with(hashedText(*line)))
        std::abort();
    return 0;
}
