// SPDX-License-Identifier: MIT
#pragma once

#include "access/accesspolicy.h"
#include "base/result.h"

#include <QString>

namespace auditlens {

constexpr std::size_t maxPolicyBytes = 256 << 10;

/// Reads the text of a policy, strictly: a sentence about the first thing that is not as docs/access-policy.md
/// describes it.
Result<PolicyContent, QString> readPolicyText(std::string_view text);

} // namespace auditlens
