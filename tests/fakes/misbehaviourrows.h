// SPDX-License-Identifier: MIT
#pragma once

#include "net/httpproblem.h"

namespace auditlens::test {

/// Rows of a test: how the fake misbehaves ("misbehaviour", "argument") and what that is called ("kind", as int).
void addMisbehaviour(const char* misbehaviour, HttpProblem::Kind kind, const char* argument = "");
/// The columns, and the misbehaviours that end the same way whatever is asked.
void addMisbehaviours();

} // namespace auditlens::test
