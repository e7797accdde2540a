// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "ledger/ledger.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace auditlens {

/// Something in a ledger that its writer did not write there.
struct LedgerProblem
{
    enum class Kind : std::uint8_t {
        NotAnEntry, ///< A line that append() cannot have written.
        Changed, ///< Its content does not give its hash.
        ForeignSignature, ///< Signed by another key, or its signature was changed.
        Missing, ///< Entries in front of it were removed.
        OutOfOrder, ///< Reordered, repeated or inserted.
        BrokenLink, ///< It follows another entry than the one in front of it.
        TornLines, ///< Torn lines that no entry signs, or not these.
        CutOff, ///< The last line is not whole.
        TailMissing, ///< The entry that is known to have been there is not.
    };
    std::uint64_t line = 0; ///< From 1; for TailMissing the last line.
    Kind kind = Kind::NotAnEntry;
    QString text; ///< A sentence.
};

struct LedgerReport
{
    std::uint64_t lines = 0;
    std::uint64_t entries = 0; ///< Whole, as signed. Their place may be wrong.
    LedgerTail tail; ///< The last of them.
    std::uint64_t newer = 0; ///< Entries behind the one with the expected hash.
    std::vector<std::uint64_t> tornLines; ///< The first 1,000 that were torn and are signed for by the next entry.
    std::vector<LedgerProblem> problems; ///< The first 1,000.
    std::uint64_t problemCount = 0;
    bool complete = true; ///< Not cancelled.

    bool verifies() const { return problemCount == 0 && complete; }
    /// There is something, and nothing of it is an entry.
    bool isNoLedger() const { return lines > 0 && entries == 0; }
};

/// Reads all of a ledger, of any size, as long as it was when the call began. Without `expectedHash` entries that were
/// removed at its end cannot be noticed; with it the entry of that hash must be there, and newer ones may follow it.
/// An Error only when the file cannot be read. Any thread.
Result<LedgerReport> verifyLedger(const QString& path, const Ed25519PublicKey& key,
    const std::optional<std::string>& expectedHash = {}, const Cancellation& cancellation = {});

} // namespace auditlens
