// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "connections/connectionfields.h"
#include "formats/registry.h"
#include "store/coverage.h"

#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace auditlens {

/// What is wanted of one connection.
struct SyncItem
{
    Connection connection;
    GivenSecrets secrets; ///< All of them.
    TimeRange window; ///< Open: from where the ledger begins, or the last 30 days.
    bool follow = false;
    Cancellation cancellation;
};

/// How far a connection came.
struct SyncNews
{
    QString id;
    std::uint64_t events = 0; ///< Added since it began.
    bool live = false;
    std::vector<CoverageSlice> coverage; ///< All that the ledger knows, with the gaps between.
    std::optional<Error> problem; ///< The service is asked again by itself.
    std::shared_ptr<const HttpTrace> trace; ///< Null when nothing was asked since the last news.
};

/// What became of it.
struct SyncOutcome
{
    QString id;
    std::uint64_t events = 0;
    std::optional<Error> problem;
    bool mayPass = false; ///< The same may well succeed later, without a person who does something about the connection.
    bool cancelled = false;
};

/// Told on the thread of the sync.
struct SyncListener
{
    std::function<void(SyncNews)> news; ///< About ten times a second, and about every problem.
    std::function<void()> committed; ///< Readers of the archive see what was stored.
    std::function<void(SyncOutcome)> ended; ///< One of the connections, while others may go on.
};

/// Fetches or follows connections that go into one archive, until each is done, has a problem that does not pass or is
/// cancelled. Waits: call it on a thread of its own. The outcomes are in the order of the items.
std::vector<SyncOutcome> syncConnections(const std::vector<SyncItem>& items, const FormatRegistry& formats, const SyncListener& listener);

} // namespace auditlens
