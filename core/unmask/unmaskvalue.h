// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"
#include "unmask/cipher.h"

namespace auditlens {

/// What is known of one side of a change without a key; the problem when no key could unmask it.
Result<CipherFacts, RevealProblem> inspectValue(const Value& value);

/// The value behind a mask, as UTF-8. No policy is asked and nothing is recorded here: that is the caller's part.
Result<Secret, RevealProblem> unmaskValue(const Value& value, const Secret& key);

} // namespace auditlens
