// SPDX-License-Identifier: MIT
#pragma once

#include "net/netclock.h"

#include <QTimeZone>

#include <vector>

namespace auditlens::test {

/// A clock whose pauses take no time: it goes forward by them and writes them down.
class FakeClock : public NetClock
{
public:
    QDateTime now() const override { return m_now; }
    QCoro::Task<bool> pause(std::chrono::milliseconds time, Cancellation cancellation) override
    {
        if (time.count() > 0)
            m_pauses.push_back(time);
        m_now = m_now.addMSecs(time.count());
        co_return !cancellation.requested();
    }

    /// Nobody waited, as in a machine that sleeps.
    void jump(std::chrono::milliseconds time) { m_now = m_now.addMSecs(time.count()); }

    /// Those that were longer than nothing.
    const std::vector<std::chrono::milliseconds>& pauses() const { return m_pauses; }

private:
    QDateTime m_now = QDateTime(QDate(2026, 3, 1), QTime(12, 0), QTimeZone::utc());
    std::vector<std::chrono::milliseconds> m_pauses;
};

} // namespace auditlens::test
