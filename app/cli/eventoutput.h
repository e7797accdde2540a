// SPDX-License-Identifier: MIT
#pragma once

#include "cli/console.h"
#include "exporting/exporter.h"

#include <optional>

namespace auditlens {

/// What `query` and `export` have in common when they write events.

/// csv, json or jsonl.
std::optional<ExportFormat> exportFormatNamed(const QString& name);

/// The exit code for what became of the writing. Trouble is told.
int tellOutcome(const Result<ExportOutcome>& outcome, Console& console);

} // namespace auditlens
