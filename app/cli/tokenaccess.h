// SPDX-License-Identifier: MIT
#pragma once

#include "access/accesspolicy.h"
#include "cli/arguments.h"
#include "store/archivewriter.h"

namespace auditlens {

/// --connection NAME and the ways to give its secrets.
void addTokenOptions(Arguments& arguments);
/// The policy with the role that the token of the connection gives for events of this source, or nothing and an exit
/// code after the trouble was told. Without --connection it is the policy as it was.
struct TokenPolicy
{
    std::optional<AccessPolicy> policy;
    int exitCode = 0;
};
TokenPolicy policyByToken(const AccessPolicy& policy, const SourceInfo& source, const Arguments& arguments, Console& console);

} // namespace auditlens
