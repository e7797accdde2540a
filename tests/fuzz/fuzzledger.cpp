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
    static const Ed25519PublicKey key = *Ed25519PublicKey::ofPrivateKey(Secret::copyOf(std::string(32, 'k')));
    const bool signedIt = hasItsHash(*line, text) && isSignedWith(key, *line);
    if (textOf(*line) != text || !entryProblem(line->entry).isEmpty() || signedIt) // nobody guesses a signature
        std::abort();
    return 0;
}
