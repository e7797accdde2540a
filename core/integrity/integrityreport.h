// SPDX-License-Identifier: MIT
#pragma once

#include "integrity/clocks.h"
#include "integrity/continuity.h"
#include "integrity/signatures.h"

#include <QString>

#include <functional>
#include <optional>
#include <vector>

namespace auditlens {

/// One answer under one of the two questions.
struct IntegrityLine
{
    enum class Question : std::uint8_t {
        Content, ///< Is the content as signed?
        Set, ///< Is the set complete?
    };
    enum class State : std::uint8_t { Good, Bad, Unknown, Note };
    Question question = Question::Content;
    State state = State::Note;
    QString text; ///< What was looked at: "Before and after of 41,207 objects".
    QString value; ///< What was found: "fits", "1 break", a count.
    friend bool operator==(const IntegrityLine&, const IntegrityLine&) = default;
};

/// One thing that does not verify, in words. Masked values are masked here.
struct IntegrityFinding
{
    enum class Kind : std::uint8_t { Signature, Continuity, Clock };
    Kind kind = Kind::Signature;
    EventMention event;
    std::optional<EventMention> other; ///< The event at the other side of a break.
    QString sentence; ///< What is wrong and with which numbers.
    QString detail; ///< What it proves and what not.
};

/// What the three checks found in an archive. A further check adds its answer to `further` and what does not verify to
/// `furtherFindings`, or only the line.
struct IntegrityReport
{
    SignatureReport signatures;
    ContinuityReport continuity;
    ClockReport clocks;
    std::vector<IntegrityLine> further;
    std::vector<IntegrityFinding> furtherFindings;

    /// False when something was found, and when a part of the archive could not be read.
    bool verifies() const;
    /// False when it was cancelled or a part of the archive could not be read.
    bool complete() const;
    bool cancelled() const;
    /// What could not be read, by the first event.
    std::optional<Error> problem() const;
    /// All findings there are; integrityFindings() may list fewer.
    std::uint64_t findingCount() const;
};

enum class IntegrityStage : std::uint8_t { Signatures, Continuity, Clocks };
constexpr std::uint64_t integrityStages = 3;

/// Done and total count the events of all stages together. Called from several threads, never from two at the same time.
using IntegrityProgress = std::function<void(IntegrityStage stage, std::uint64_t done, std::uint64_t total)>;

/// All checks, one behind the other. An Error when a key cannot be used. Any thread but the window's and those of
/// searchPool(), for which it waits.
Result<IntegrityReport> checkIntegrity(
    const Archive& archive, std::span<const SchemeKeys> keys, const IntegrityProgress& progress, const Cancellation& cancellation);

} // namespace auditlens
