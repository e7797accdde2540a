// SPDX-License-Identifier: MIT
#include "net/netclock.h"

#include <QCoroTimer>
#include <QTimer>

#include <algorithm>

namespace auditlens {

QDateTime SystemNetClock::now() const
{
    return QDateTime::currentDateTimeUtc();
}

QCoro::Task<bool> SystemNetClock::pause(std::chrono::milliseconds time, Cancellation cancellation)
{
    constexpr qint64 step = 50;
    const QDateTime end = now().addMSecs(time.count());
    while (!cancellation.requested()) {
        const qint64 left = now().msecsTo(end);
        if (left <= 0)
            co_return true;
        QTimer timer;
        timer.setSingleShot(true);
        timer.start(int(std::min(left, step)));
        co_await timer;
    }
    co_return false;
}

} // namespace auditlens
