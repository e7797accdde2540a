// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "seal/sealblock.h"

#include <QString>
#include <QStringList>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace auditlens {

/// A key whose seals are believed, and what it is called here.
struct SealKey
{
    QString name;
    Ed25519PublicKey key;
};

enum class SealState : std::uint8_t {
    NotSealed,
    Intact, ///< Every byte is as it was sealed with a known key.
    UnknownKey, ///< Every byte is as it was sealed, but by a key that is not known: anybody could have done it.
    Changed, ///< Something is not as it was sealed, or the seal is gone.
    Damaged, ///< What stands where a seal stands is none.
};
/// "not_sealed", "intact", "unknown_key", "changed", "damaged".
std::string_view stateName(SealState state);

/// What a redacted twin is, beside what its seal is worth.
struct TwinFacts
{
    std::uint64_t values = 0; ///< That are redacted.
    std::uint64_t fields = 0; ///< Places in records where they are.
    std::uint64_t changedRecords = 0; ///< That are not as they were sealed, or were added.
};

struct SealReport
{
    SealState state = SealState::NotSealed;
    std::optional<SealStatement> statement; ///< As somebody signed it; nothing where the signature does not fit.
    QString keyName; ///< Of the known key, else empty.
    QString keyId; ///< Ed25519PublicKey::id() of the key that the statement names.
    std::vector<std::int64_t> changedSegments; ///< Changed, added or gone; ascending.
    QStringList changedParts; ///< Of isHashedPart().
    std::optional<TwinFacts> twin; ///< Then the statement is that of the archive that the twin was made from.
    QStringList problems; ///< Whole sentences, all of them; empty where all is well.
    bool complete = true; ///< Not cancelled; otherwise nothing of this counts.

    /// Nothing here contradicts what was sealed by a known key; also of an archive without a seal.
    bool isWell() const { return complete && (state == SealState::NotSealed || state == SealState::Intact); }
};

/// Notes what a seal says, as somebody signed it, and whether by a known key.
void takeSeal(const Seal& seal, std::span<const SealKey> known, SealReport& report);
/// The seal that stands behind an archive; empty where there is none of its form.
Result<std::string> sealTextOf(const QString& path);

/// Reads the whole file where it is sealed, and its tables where it was changed. An Error only where the file cannot be
/// read or is no archive. Any thread; the file is taken as it is while it is read.
Result<SealReport> checkSeal(
    const QString& path, std::span<const SealKey> known, const Cancellation& cancellation = {});

} // namespace auditlens
