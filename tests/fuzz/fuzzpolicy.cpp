// SPDX-License-Identifier: MIT
#include "access/policyfile.h"

#include <cstdint>
#include <cstdlib>

using namespace auditlens;

// Whatever the text: either it is a policy in which every role that somebody has is a role, or it denies everything.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const AccessPolicy policy = policyOf(text, QStringLiteral("policy.json"));
    for (const char* user : {"alice", "bob", ""}) {
        const AccessRole* role = policy.roleOf(user);
        const bool allowed = !policy.denial({user, LedgerStep::Full, "a reason", "C-1", true});
        if (allowed != (!policy.problem() && role && role->steps.contains(LedgerStep::Full)))
            std::abort();
    }
    return 0;
}
