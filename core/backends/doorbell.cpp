// SPDX-License-Identifier: MIT
#include "backends/doorbell.h"

#include "net/newsbell.h"

namespace auditlens {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds tryAgain {60'000};
/// A service that rings all the time is not asked more often than that.
constexpr milliseconds leastPause {500};
constexpr milliseconds longestPause {60'000};
constexpr milliseconds step {50};

} // namespace

Doorbell::Doorbell(HttpClient& client, Opening opening, std::shared_ptr<NetClock> clock)
    : m_client(client), m_opening(std::move(opening)), m_clock(std::move(clock)), m_nextTry(m_clock->now()), m_rang(m_nextTry)
{
}

Doorbell::~Doorbell() = default;

bool Doorbell::isOpen() const
{
    return m_bell && m_bell->isOpen();
}

QCoro::Task<void> Doorbell::open(Cancellation cancellation)
{
    if (isOpen() || m_clock->now() < m_nextTry)
        co_return;
    HttpRequest request = m_opening();
    m_bell = co_await m_client.listen(std::move(request), cancellation);
    m_rang = m_clock->now();
    m_nextTry = m_rang.addMSecs(tryAgain.count());
}

/// For a while after it rang the service is asked as often as one that does not ring: an entry may be told of before it is
/// found, and its time may lie ahead of this machine's clock.
QCoro::Task<bool> Doorbell::wait(PollPace pace, Cancellation cancellation)
{
    const QDateTime begin = m_clock->now();
    bool hasRung = false;
    for (;;) {
        const QDateTime now = m_clock->now();
        if (m_bell && m_bell->takeRing()) {
            hasRung = true;
            m_rang = now;
        }
        const bool isQuiet = isOpen() && m_rang.msecsTo(now) >= pace.overlap / 1'000'000;
        const milliseconds patience = hasRung ? leastPause : isQuiet ? longestPause : pace.pause;
        if (begin.msecsTo(now) >= patience.count())
            co_return true;
        if (!co_await m_clock->pause(step, cancellation))
            co_return false;
    }
}

} // namespace auditlens
