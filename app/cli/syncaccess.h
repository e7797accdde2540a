// SPDX-License-Identifier: MIT
#pragma once

#include "cli/arguments.h"
#include "sync/sync.h"

namespace auditlens {

/// What `sync` and `follow` have in common: NAME…, --from, --to, --zone, --archive and the secrets.
void addSyncOptions(Arguments& arguments);

/// The sources that were named, or the exit code after a complaint.
struct AskedSources
{
    std::vector<SyncSource> sources;
    int exitCode = 0;
};
AskedSources readSources(const Arguments& arguments, const TimeRange& window, Console& console);

/// Says on standard error what became of each source, its completeness first. The exit code.
int sayReports(const std::vector<SyncReport>& reports, Console& console);
QString progressText(const SyncProgress& progress);

} // namespace auditlens
