// SPDX-License-Identifier: MIT
#pragma once

#include <QThreadPool>

namespace auditlens {

/// The threads that search and count segments. Apart from the global pool: who asks waits for them, and would wait for
/// ever when all threads of the global pool did so. What runs here never waits for the pool.
inline QThreadPool& searchPool()
{
    static QThreadPool pool;
    return pool;
}

} // namespace auditlens
