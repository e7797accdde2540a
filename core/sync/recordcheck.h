// SPDX-License-Identifier: MIT
#pragma once

#include "connections/connectiontest.h"
#include "formats/registry.h"

namespace auditlens {

/// testConnection(), and then whether the records of the last day are what the format of this kind of source reads: one
/// page of them is asked for. `news` is told of that last step.
QCoro::Task<ConnectionTest> testRecords(Backend& backend, const FormatRegistry& formats, Cancellation cancellation, StepNews news = {});

} // namespace auditlens
