// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "seal/sealstatement.h"

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

struct SealReport
{
    SealState state = SealState::NotSealed;
    std::optional<SealStatement> statement; ///< As somebody signed it; nothing where the signature does not fit.
    QString keyName; ///< Of the known key, else empty.
    QString keyId; ///< Ed25519PublicKey::id() of the key that the statement names.
    std::vector<std::int64_t> changedSegments; ///< Changed, added or gone; ascending.
    QStringList changedParts; ///< Of "schema", "meta", "sources", "dictionaries", "rejects".
    QStringList problems; ///< Whole sentences, all of them; empty where all is well.
    bool complete = true; ///< Not cancelled; otherwise nothing of this counts.

    /// Nothing here contradicts what was sealed by a known key; also of an archive without a seal.
    bool isWell() const { return complete && (state == SealState::NotSealed || state == SealState::Intact); }
};

/// Reads the whole file where it is sealed, and its tables where it was changed. An Error only where the file cannot be
/// read or is no archive. Any thread; the file is taken as it is while it is read.
Result<SealReport> checkSeal(
    const QString& path, std::span<const SealKey> known, const Cancellation& cancellation = {});

} // namespace auditlens
