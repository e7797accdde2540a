// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"

#include <QCoroTask>
#include <QDateTime>

#include <chrono>

namespace auditlens {

/// The time, and waiting for it: injected, so that a test of an hour's backoff takes no hour.
class NetClock
{
public:
    virtual ~NetClock() = default;
    virtual QDateTime now() const = 0; ///< UTC
    /// False when the wait was cancelled. The clock outlives it.
    virtual QCoro::Task<bool> pause(std::chrono::milliseconds time, Cancellation cancellation) = 0;
};

/// The machine's. A pause ends within 50 ms of its cancellation, and after a night's sleep when the machine wakes.
class SystemNetClock : public NetClock
{
public:
    QDateTime now() const override;
    QCoro::Task<bool> pause(std::chrono::milliseconds time, Cancellation cancellation) override;
};

} // namespace auditlens
