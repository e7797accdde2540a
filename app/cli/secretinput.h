// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "cli/console.h"
#include "unmask/secret.h"

namespace auditlens {

/// Ways for a key to come in, none of them an argument, which every process on the machine could read. At most
/// maxSecretBytes. Bytes go straight into locked pages.

/// Also a pipe, such as the shell's <(command).
Result<Secret> secretFromFile(const QString& path);
Result<Secret> secretFromStandardInput();
/// Overwrites the variable in this process; the one who started it still has it.
Result<Secret> secretFromEnvironment(const QString& variable);
/// Asks on the terminal without showing what is typed; standard input must be one.
Result<Secret> secretFromPrompt(const QString& question, Console& console);
bool standardInputIsTerminal();

/// Whether others on this machine may read that file.
bool isReadByOthers(const QString& path);

} // namespace auditlens
