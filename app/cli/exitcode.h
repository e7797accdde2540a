// SPDX-License-Identifier: MIT
#pragma once

namespace auditlens {

/// What every command answers to the shell; docs/cli.md promises these numbers.
enum ExitCode : int {
    ExitDone = 0,
    ExitRejects = 1, ///< Done, but some records could not be read.
    ExitUsage = 2, ///< The command line, the query or an option makes no sense.
    ExitCannotReadOrWrite = 3,
    ExitDamagedArchive = 4,
    ExitDoesNotVerify = 5, ///< Something is not as it was signed, or is missing.
    ExitInterrupted = 130, ///< Ctrl+C, as shells count it.
};

} // namespace auditlens
