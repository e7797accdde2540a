// SPDX-License-Identifier: MIT
#pragma once

#include "backends/backend.h"
#include "backends/sourcerecord.h"

#include <memory>
#include <vector>

namespace auditlens {

/// The records as the bytes of a page; what it covers and where it goes on is the caller's.
Page pageOf(const std::vector<SourceRecord>& records, const QString& asked, const QDateTime& received);

struct PollPace
{
    std::chrono::milliseconds pause; ///< Between two questions.
    Nanoseconds overlap = 0; ///< So much is asked for once more, for records that come late.
};

/// follow() for a service that has nothing of the kind: asks fetch() again and again for what came since, and drops
/// what it has handed out. A gap after a failure closes by itself. Each round ends with a page without records, which
/// says until when nothing is missing.
Pages followByPolling(Backend& backend, BoundQuery query, Nanoseconds from, PollPace pace,
    std::shared_ptr<NetClock> clock, Cancellation cancellation);

} // namespace auditlens
