// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"

#include <QFuture>
#include <QtConcurrent>

#include <utility>

namespace auditlens {

/// Runs `work(const Cancellation&)` on the global thread pool. Attach the answer with
/// `.then(context, continuation)`: it runs on the context's thread and is dropped when the context is gone.
template <typename Work>
auto runOnPool(Cancellation cancellation, Work work)
{
    return QtConcurrent::run([cancellation = std::move(cancellation), work = std::move(work)]() mutable {
        return work(std::as_const(cancellation));
    });
}

} // namespace auditlens
