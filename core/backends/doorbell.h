// SPDX-License-Identifier: MIT
#pragma once

#include "backends/pages.h"

#include <functional>

namespace auditlens {

class NewsBell;

/// Tells when to ask a service again that says over a websocket that something came in. What comes in late, what the
/// websocket loses and what comes while there is none is found by asking, which goes on all the time: more rarely while
/// the websocket is open and nothing comes, and as often as without one while there is none.
class Doorbell
{
public:
    /// What the websocket is opened with is made anew each time; it and the client outlive this.
    using Opening = std::function<HttpRequest()>;
    Doorbell(HttpClient& client, Opening opening, std::shared_ptr<NetClock> clock);
    ~Doorbell();

    /// Before each question: what comes in behind it rings then. Opens what is not open, now and then.
    QCoro::Task<void> open(Cancellation cancellation);
    /// Behind each question. False when it was cancelled.
    QCoro::Task<bool> wait(PollPace pace, Cancellation cancellation);

private:
    bool isOpen() const;

    HttpClient& m_client;
    Opening m_opening;
    std::shared_ptr<NetClock> m_clock;
    std::shared_ptr<NewsBell> m_bell;
    QDateTime m_nextTry;
    QDateTime m_rang; ///< When it did so last, or was opened.
};

} // namespace auditlens
