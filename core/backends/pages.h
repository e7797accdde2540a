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

class Doorbell;

/// follow(): asks fetch() again and again for what came since, and drops what it has handed out. A gap after a failure
/// closes by itself. Each round ends with a page without records, which says until when nothing is missing. Where the
/// service rings, it is asked when it does.
Pages followByPolling(Backend& backend, BoundQuery query, Nanoseconds from, PollPace pace,
    std::shared_ptr<NetClock> clock, Cancellation cancellation, std::shared_ptr<Doorbell> bell = {});

} // namespace auditlens
