// SPDX-License-Identifier: MIT
#pragma once

#include "cli/arguments.h"
#include "store/archive.h"

#include <QTimeZone>

namespace auditlens {

/// The counting side of `query`: --facet and --histogram.
void addAnswerOptions(Arguments& arguments);
bool wantsAnswers(const Arguments& arguments);
/// Prints facets and histogram of what was found; the exit code. `output` is that of `query`.
int printAnswers(const Archive& archive, const BoundQuery& query, const RowSet& found, const Arguments& arguments,
    const QString& output, const QTimeZone& zone, Console& console);

} // namespace auditlens
