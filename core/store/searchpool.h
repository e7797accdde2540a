// SPDX-License-Identifier: MIT
#pragma once

#include <QThread>
#include <QThreadPool>
#include <QtConcurrent>

#include <algorithm>
#include <atomic>
#include <optional>
#include <vector>

namespace auditlens {

/// The threads that search and count segments. Apart from the global pool: who asks waits for them, and would wait for
/// ever when all threads of the global pool did so. What runs here never waits for the pool.
inline QThreadPool& searchPool()
{
    static QThreadPool pool;
    return pool;
}

/// How many of them can work at the same time.
inline std::size_t searchThreads()
{
    return std::size_t(std::max(1, QThread::idealThreadCount()));
}

/// Runs `work(next)` on all cores and waits for them. Each call takes numbers below `count` with next(), which nobody
/// else gets, until it returns nothing: the parts of a job differ too much in their cost for fixed shares.
template <typename Work>
void onAllCores(std::size_t count, Work work)
{
    std::atomic<std::size_t> taken = 0;
    const auto next = [&]() -> std::optional<std::size_t> {
        const std::size_t number = taken++;
        return number < count ? std::optional(number) : std::nullopt;
    };
    std::vector<int> threads(std::clamp<std::size_t>(count, 1, searchThreads()));
    QtConcurrent::blockingMap(&searchPool(), threads, [&](int) { work(next); });
}

} // namespace auditlens
