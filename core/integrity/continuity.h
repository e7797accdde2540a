// SPDX-License-Identifier: MIT
#pragma once

#include "history/fieldtrack.h"
#include "integrity/eventmention.h"
#include "store/recordscan.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace auditlens {

/// A value that is not what the event before it left: something between the two is not in the archive, or one of the
/// two was changed. Masked values are masked here, too.
struct ContinuityBreak
{
    HistoryBreak::Kind kind = HistoryBreak::Kind::Value;
    std::optional<EventMention> recordedBy; ///< Event A; nothing when no event named the member.
    EventMention foundBy; ///< Event B.
    std::string field;
    Value recorded; ///< After A; absent for a member that is none.
    Value found; ///< Before B.
    friend bool operator==(const ContinuityBreak&, const ContinuityBreak&) = default;
};
/// For NewestFindings.
bool isNewer(const ContinuityBreak& a, const ContinuityBreak& b);

struct ContinuityReport
{
    std::uint64_t objects = 0; ///< With at least two events that have changes.
    std::uint64_t compared = 0; ///< Pairs of "after" and next "before".
    /// Pairs of which nothing can be said: a side is missing, masked alone or too long; or they differ and the order of
    /// the two events is not certain (the same time, a time that was guessed), or they name two tenants, which may
    /// have objects of the same name.
    std::uint64_t undecided = 0;
    std::uint64_t withoutObject = 0; ///< Events with changes that do not say of what.
    std::uint64_t breakCount = 0;
    std::vector<ContinuityBreak> breaks; ///< The newest mostListed.
    RowSet broken; ///< Events on either side of a break, all of them.
    ScanOutcome scan;
};

/// Whether for every object and field the "after" of an event is the "before" of the next, in the archive's order of
/// time; the rules are those of FieldContinuity. Takes about 250 bytes for each event of up to two million at a time.
/// Waits for threads of searchPool(), any thread but those.
ContinuityReport checkContinuity(const Archive& archive, const ScanProgress& progress, const Cancellation& cancellation);

} // namespace auditlens
