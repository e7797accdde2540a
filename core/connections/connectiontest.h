// SPDX-License-Identifier: MIT
#pragma once

#include "backends/backend.h"
#include "connections/connectionsteps.h"

namespace auditlens {

/// The step that a problem belongs to.
ConnectionStep stepOf(HttpProblem::Kind kind);

/// Asks for next to nothing, once. The step Records is left to who has the formats.
QCoro::Task<ConnectionTest> testConnection(Backend& backend, Cancellation cancellation);

} // namespace auditlens
