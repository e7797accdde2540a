// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "unmask/revealproblem.h"
#include "unmask/secret.h"

namespace auditlens {

constexpr std::size_t tigerKeyBytes = 32;

/// The 32 bytes that tiger_audit_trail makes of its setting AUDITTRAIL_SENSITIVE_KEY, given as UTF-8 text: of 44 code
/// points that decode as lenient base64 these bytes, else the SHA-256 of the text. Nothing is trimmed. KeyUnusable
/// where that program fails (empty; 44 code points that decode to another length) and for what is no UTF-8.
Result<Secret, RevealProblem> tigerKey(const Secret& text);

} // namespace auditlens
