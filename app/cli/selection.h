// SPDX-License-Identifier: MIT
#pragma once

#include "cli/arguments.h"
#include "cli/exitcode.h"
#include "exporting/exporter.h"
#include "query/boundquery.h"
#include "store/archive.h"

#include <QTimeZone>

#include <optional>

namespace auditlens {

/// What `query` and `export` have in common: --archive, --view, the query, --from, --to, --zone, --key and --key-fd.
struct Selection
{
    QString archive;
    BoundQuery query;
    QTimeZone zone = QTimeZone::utc();
    QString newest; ///< Of a view: a length of time back from the newest event of the archive.
    RowOrder order = RowOrder::NewestFirst;
};

/// A selection, or the exit code after a complaint.
struct AskedSelection
{
    std::optional<Selection> selection;
    int exitCode = ExitUsage;
};

void addSelectionOptions(Arguments& arguments);
/// Of these only --archive, --from, --to and --zone.
void addRangeOptions(Arguments& arguments);
AskedSelection readSelection(const Arguments& arguments, Console& console);
/// The query with what only the archive tells: when its newest event was.
BoundQuery queryOn(const Archive& archive, const Selection& selection);

} // namespace auditlens
