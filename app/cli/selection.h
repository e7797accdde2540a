// SPDX-License-Identifier: MIT
#pragma once

#include "cli/arguments.h"
#include "query/boundquery.h"

#include <QTimeZone>

#include <optional>

namespace auditlens {

/// What `query` and `export` have in common: --archive, the query, --from, --to and --zone.
struct Selection
{
    QString archive;
    BoundQuery query;
    QTimeZone zone = QTimeZone::utc();
};

void addSelectionOptions(Arguments& arguments);
/// Nothing after a complaint; the exit code is ExitUsage then.
std::optional<Selection> readSelection(const Arguments& arguments, Console& console);

} // namespace auditlens
