// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>

#include <chrono>
#include <deque>
#include <optional>

namespace auditlens {

/// "100 requests an hour", as a service documents it.
struct RateLimit
{
    int requests = 0; ///< 0: none is known.
    std::chrono::seconds per {3600};
};

/// When the next request to a service may be sent, for all requests of one client: what the service allows in a
/// stretch of time, and what a 429 asked for. One thread.
class RateBudget
{
public:
    explicit RateBudget(RateLimit limit) : m_limit(limit) { }

    /// How long to wait from now; zero when a request may be sent.
    std::chrono::milliseconds waitAt(const QDateTime& now) const;
    void sent(const QDateTime& now);
    /// The service said "too many requests".
    void closeUntil(const QDateTime& time);

private:
    RateLimit m_limit;
    std::deque<QDateTime> m_sent; ///< The last ones, at most m_limit.requests.
    QDateTime m_closedUntil;
};

} // namespace auditlens
