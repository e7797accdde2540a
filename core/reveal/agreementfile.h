// SPDX-License-Identifier: MIT
#pragma once

#include "reveal/challenge.h"
#include "reveal/revealdesk.h"

#include <QString>

namespace auditlens {

/// How a second person is asked and agrees, by files: the challenge, and beside it the signature over its bytes in the
/// file of the same name and ".sig" (docs/access-policy.md). Both wait for the disk.
Result<void> writeChallenge(const Challenge& challenge, const QString& path);
/// As they stand there: who signed it and whether it fits, the desk says.
Result<Agreement> readAgreement(const QString& path);

} // namespace auditlens
