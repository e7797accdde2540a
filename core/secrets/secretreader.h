// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "base/result.h"
#include "unmask/secret.h"

#include <QString>

namespace auditlens {

/// How a key or a value comes in from outside: at most maxSecretBytes, straight into locked pages. `where` names the
/// place in sentences. Waits for what is read; a signal that comes with a cancellation ends that with an Error.

/// All that an open file descriptor has, without one line end at its end (cutLineEnd()).
Result<Secret> readSecret(int descriptor, const QString& where, const Cancellation& cancellation = {});
/// Up to the first line end, which is not taken.
Result<Secret> readSecretLine(int descriptor, const QString& where, const Cancellation& cancellation = {});
/// Also a pipe, such as the shell's <(command).
Result<Secret> readSecretFile(const QString& path, const Cancellation& cancellation = {});

/// Whether others on this machine may read that file.
bool isReadByOthers(const QString& path);

} // namespace auditlens
