// SPDX-License-Identifier: MIT
#pragma once

#include "integrity/eventmention.h"
#include "store/recordscan.h"

#include <cstdint>
#include <string>
#include <vector>

namespace auditlens {

/// Names of the clocks that are found in values and ids; those that formats decode have names of their own.
constexpr std::string_view ciphertextClock = "ciphertext";
constexpr std::string_view eventIdClock = "event id";
constexpr std::string_view requestIdClock = "request id";
constexpr std::string_view documentIdClock = "document id";

/// How far a clock may be from the event's time: 5 minutes where it was read when the event was written (ciphertext,
/// event id, request id), an hour where the record was on its way (ingested, created, …).
Nanoseconds clockTolerance(std::string_view clock);
/// Added where the event's time came without a zone: the zone may have been another one.
constexpr Nanoseconds zoneTolerance = Nanoseconds(14) * 3'600 * 1'000'000'000;

/// An event whose time does not fit another clock of its record.
struct ClockFinding
{
    enum class Kind : std::uint8_t {
        BackDated, ///< The other clock is later: the event was written later than it says.
        Backfill, ///< The same of many events that were written within an hour of each other.
        AheadOfTime, ///< The other clock is earlier: the event says a time that had not come.
    };
    Kind kind = Kind::BackDated;
    EventMention event;
    std::string clock;
    Nanoseconds clockTime = noTime;
    Nanoseconds offset = 0; ///< Clock minus event.
    Nanoseconds usual = 0; ///< The drift that was taken off before the tolerance was applied.
    Nanoseconds tolerance = 0;
    friend bool operator==(const ClockFinding&, const ClockFinding&) = default;
};
/// For NewestFindings.
bool isNewer(const ClockFinding& a, const ClockFinding& b);

/// One clock of one source.
struct ClockSummary
{
    std::string source;
    std::string clock;
    std::uint64_t events = 0; ///< That have it.
    Nanoseconds least = 0; ///< Of the offsets, clock minus event.
    Nanoseconds median = 0;
    Nanoseconds most = 0;
    Nanoseconds tolerance = 0;
    /// The clock is off by about the median for at least the middle half of the events: one of the two clocks is
    /// wrong, or a zone is. Findings are what does not fit even so.
    bool drift = false;
    std::uint64_t backDated = 0;
    std::uint64_t backfilled = 0;
    std::uint64_t aheadOfTime = 0;
    friend bool operator==(const ClockSummary&, const ClockSummary&) = default;
};

struct ClockReport
{
    std::vector<ClockSummary> clocks; ///< By source, then by clock.
    std::uint64_t compared = 0; ///< Events with at least one other clock.
    std::uint64_t without = 0; ///< Events with none, or whose own time was guessed from its neighbours.
    std::uint64_t findingCount = 0;
    std::vector<ClockFinding> findings; ///< The newest mostListed.
    RowSet backDated; ///< The events of all findings, by their kind.
    RowSet backfilled;
    RowSet aheadOfTime;
    ScanOutcome scan;

    std::uint64_t count(ClockFinding::Kind kind) const;
    std::uint64_t drifts() const;
};

/// Compares the time of every event with every other clock that its record carries: those its format decodes, the
/// time in a Fernet token, in the ids of the event, of its request and of MongoDB's document. Memory: 16 bytes for
/// every clock of every event. Waits for threads of searchPool(), any thread but those.
ClockReport checkClocks(const Archive& archive, const ScanProgress& progress, const Cancellation& cancellation);

} // namespace auditlens
