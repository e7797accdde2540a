// SPDX-License-Identifier: MIT
#pragma once

#include "cli/exitcode.h"
#include "seal/twincheck.h"

#include <string>

namespace auditlens {

/// Checks the seal of an archive, or of what a redacted twin was made from, with the keys that the settings list.
Result<SealReport> checkSealWithListedKeys(const Archive& archive, const Cancellation& cancellation);

/// "null" for an archive without a seal.
std::string sealJson(const SealReport& report);
/// Lines, each ended.
QString sealLines(const SealReport& report);
/// 0, 5 where something does not verify, 4 for a seal that is none.
ExitCode sealExitCode(const SealReport& report);

} // namespace auditlens
