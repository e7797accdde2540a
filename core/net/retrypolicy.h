// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QDateTime>

#include <chrono>
#include <functional>
#include <optional>

namespace auditlens {

/// Evenly distributed, 0 <= x < 1; injected.
using RandomShare = std::function<double()>;
RandomShare systemRandomShare();

/// How often a request is sent again, and how long it waits: exponential backoff with full jitter (Brooker, "Exponential
/// Backoff And Jitter", 2015), so that many clients that failed together do not come back together.
struct RetryPolicy
{
    int attempts = 5;
    std::chrono::milliseconds base {500};
    std::chrono::milliseconds cap {30'000};
    /// Of all waits of one request. A service that wants more is told about in an error, with the time it named.
    std::chrono::milliseconds patience {600'000};

    /// Before attempt 2, 3, …: somewhere between nothing and min(cap, base * 2^(failed - 1)).
    std::chrono::milliseconds backoff(int failed, const RandomShare& random) const;
};

/// RFC 9110, 10.2.3: seconds, or an HTTP date. Nothing for another text, and never less than zero or more than a day.
std::optional<std::chrono::milliseconds> parseRetryAfter(const QByteArray& value, const QDateTime& now);

} // namespace auditlens
