// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "trust/ed25519.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace auditlens {

/// How much of a value somebody asked for.
enum class LedgerStep : std::uint8_t { Equal, Shape, LastFour, Full, Copy, Export };
/// "equal", "shape", "last_four", "full", "copy", "export".
std::string_view stepName(LedgerStep step);
std::optional<LedgerStep> stepNamed(std::string_view name);
enum class LedgerOutcome : std::uint8_t { Shown, Denied, Failed };
/// Which side of a change.
enum class LedgerPosition : std::uint8_t { None, Before, After };
/// "", "before", "after".
std::string_view positionName(LedgerPosition position);
std::optional<LedgerPosition> positionNamed(std::string_view name);

/// One reveal, denial or failed try. All texts are UTF-8. There is no place for a value or a key on purpose: the
/// caller puts none into `why` or `reason` either.
struct LedgerEntry
{
    std::string user; ///< Login name. Required.
    std::string role;
    LedgerStep step = LedgerStep::Full;
    LedgerOutcome outcome = LedgerOutcome::Failed;
    std::string why; ///< Required where nothing was shown, empty where it was.
    std::string archive; ///< File name without its folder. Required.
    std::string archiveId; ///< What finds the archive again under another name.
    std::string event; ///< Id of the event. Required.
    std::string field;
    LedgerPosition position = LedgerPosition::None;
    std::string key; ///< fingerprintOf() the key that unmasks.
    std::string reason;
    std::string caseName;
    std::string secondPerson; ///< Login name of who agreed, or empty.
    std::string challenge; ///< SHA-256 of what the second person signed, 64 hex digits; of what was shown only.

    friend bool operator==(const LedgerEntry&, const LedgerEntry&) = default;
};

/// A line of the file, as docs/ledger-format.md describes it. Hashes and the signature are lower-case hex.
struct LedgerLine
{
    std::uint64_t sequence = 0; ///< From 1.
    std::string time; ///< "2026-03-01T09:00:00.123Z"
    std::string signer; ///< Ed25519PublicKey::id()
    LedgerEntry entry;
    std::string torn; ///< SHA-256 of the torn lines in front of this one, or empty.
    std::string previous; ///< Hash of the entry before, noLedgerHash() for the first.
    std::string hash;
    std::string signature;
};

constexpr std::size_t maxLedgerLineBytes = 64 << 10;

/// An entry stands in the last so many bytes, or the ledger is not continued. So no torn line is longer either.
constexpr std::size_t maxLedgerEndBytes = 320 << 10;

/// What a torn line was closed with. No entry ends like this.
constexpr std::string_view tornMark = "#torn";

/// 64 zeros.
const std::string& noLedgerHash();

/// A sentence about what keeps it from being written, or nothing.
QString entryProblem(const LedgerEntry& entry);

/// Fills in the hash and the signature of it.
Result<void> sign(LedgerLine& line, const Secret& key);
/// Without the line feed.
std::string textOf(const LedgerLine& line);
/// Only what textOf() wrote, byte for byte; otherwise a sentence. Neither hash nor signature is checked.
Result<LedgerLine, QString> readLedgerLine(std::string_view text);

/// Whether the hash is that of the line; `text` is what readLedgerLine() has read.
bool hasItsHash(const LedgerLine& line, std::string_view text);
/// Whether somebody who has the key signed the hash.
bool isSignedWith(const Ed25519PublicKey& key, const LedgerLine& line);
bool isLedgerHash(std::string_view text);

} // namespace auditlens
