// SPDX-License-Identifier: MIT
#pragma once

#include "backends/backend.h"
#include "formats/registry.h"
#include "importing/importer.h"
#include "store/coverage.h"

#include <functional>
#include <optional>
#include <vector>

namespace auditlens {

/// One source to fetch from.
struct SyncSource
{
    QString name; ///< For people; the source's name in the archive.
    QString id; ///< Of its connection: with the settings it tells whether the archive knows this source.
    const BackendDescriptor* descriptor = nullptr;
    BackendSettings settings;
    QString archive; ///< Several sources may go into one.
    TimeRange window; ///< What is wanted; at most until now. Open: from where the ledger begins, or the last 30 days.
    bool again = false; ///< Also what is complete already.
    bool fetchOnly = false; ///< Of followSources(): ends when nothing is missing, and is not followed.
    std::optional<Cancellation> cancellation; ///< In place of the call's: ends this source and no other one.
};

/// What became of one source.
struct SyncReport
{
    QString name;
    QString archive;
    TimeRange window; ///< That was looked at.
    std::uint64_t pages = 0;
    std::uint64_t records = 0; ///< As handed out, also those that were there already.
    ImportReport stored; ///< Events added, duplicates, rejected records; files and paths mean nothing here.
    std::vector<CoverageSlice> coverage; ///< Of the window, without gaps.
    std::optional<HttpProblem> problem; ///< Of the service.
    std::optional<Error> failure; ///< Of the settings or the archive: nothing of the last seconds is kept.
    bool cancelled = false;

    bool ok() const { return !problem && !failure && !cancelled; }
};

struct SyncProgress
{
    QString name;
    std::uint64_t records = 0;
    std::uint64_t events = 0; ///< Added.
    Nanoseconds done = 0; ///< Everything of the window before it was fetched.
    std::optional<Error> problem; ///< Following goes on after it.
    bool live = false; ///< Nothing is missing any more: what comes in is followed.
    std::vector<CoverageSlice> coverage; ///< All that the ledger says of this source; not all of it is durable yet.
    const HttpTrace* trace = nullptr; ///< Of its requests; for as long as the call.
};

/// How a sync works, and what it tells meanwhile on its thread.
struct SyncOptions
{
    std::function<void(const SyncProgress&)> progress; ///< About ten times a second, and about every problem.
    /// Every page with records, when it was appended; `live` when it was followed and not looked for.
    std::function<void(const SyncSource&, const Page&, bool live)> stored;
    /// What was appended to this archive is durable, and whoever opens it sees it.
    std::function<void(const QString& archive)> committed;
    /// A source is at its end while others may go on; all that the ledger says of it was told before. Not told of one
    /// that could not begin.
    std::function<void(const SyncReport&)> ended;
    std::chrono::milliseconds commitEvery {3000}; ///< What was fetched since may have to be fetched again after a kill.
    HttpSurroundings http;
};

/// What decides which records the service hands out, as a hash: SyncedSource has it. Secrets do not matter for it.
std::string scopeOf(const SyncSource& source);

/// Fetches what is missing of each source and puts it into its archive, all sources at once. Call it on a thread that may
/// wait; it runs an event loop there. Whatever happens, what was stored stays, the archive's ledger says what of it is
/// complete, and the next call goes on from there. Ends within 200 ms of its cancellation, plus a commit.
std::vector<SyncReport> syncSources(std::vector<SyncSource> sources, const FormatRegistry& formats, const Cancellation& cancellation,
    const SyncOptions& options = {});

/// The same, and then what comes in, until it is cancelled or every source has a problem that does not pass.
std::vector<SyncReport> followSources(std::vector<SyncSource> sources, const FormatRegistry& formats, const Cancellation& cancellation,
    const SyncOptions& options = {});

} // namespace auditlens
