// SPDX-License-Identifier: MIT
#pragma once

#include "cli/arguments.h"
#include "integrity/signatures.h"

#include <vector>

namespace auditlens {

void addVerifyKeyOptions(Arguments& arguments);

/// The keys that --key and --key-fd name, by the scheme they are for. Nothing is asked of the keychain unless a key of
/// it is named.
Result<std::vector<SchemeKeys>> readVerifyKeys(const Arguments& arguments, const ArchiveInfo& info, const Console& console);

} // namespace auditlens
