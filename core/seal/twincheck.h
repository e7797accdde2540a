// SPDX-License-Identifier: MIT
#pragma once

#include "seal/checkseal.h"
#include "store/archive.h"

#include <memory>

namespace auditlens {

/// What a redacted twin is worth: whether every value that is left, every record and their order are as they were sealed,
/// and whether lists and searches show what the records say (they are made again, in a folder for temporary files).
/// Nothing for an archive that is no twin. Any thread; takes about as long as an import.
Result<std::optional<SealReport>> checkTwin(
    const Archive& archive, std::span<const SealKey> known, const Cancellation& cancellation = {});

/// checkTwin() of a twin, checkSeal() of any other archive.
Result<SealReport> checkSealOf(const Archive& archive, std::span<const SealKey> known, const Cancellation& cancellation = {});

} // namespace auditlens
