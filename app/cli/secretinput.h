// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "cli/console.h"
#include "unmask/secret.h"

namespace auditlens {

/// Ways for a key or a value to come in (secrets/secretreader.h), none of them an argument, which every process on the
/// machine could read.

Result<Secret> secretFromStandardInput(const Console& console);
/// The number behind an option such as --key-fd.
Result<Secret> secretFromDescriptor(const QString& number, const Console& console);
/// Overwrites the variable in this process; the one who started it still has it.
Result<Secret> secretFromEnvironment(const QString& variable);
/// Asks on the terminal without showing what is typed; standard input must be one.
Result<Secret> secretFromPrompt(const QString& question, Console& console);
bool standardInputIsTerminal();

} // namespace auditlens
