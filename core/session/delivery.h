// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"

#include <QCoreApplication>
#include <QPointer>
#include <QtConcurrent>

#include <utility>

namespace auditlens {

/// Work for the global thread pool whose answer is handed over on the GUI thread, or dropped when the receiver is gone
/// by then. QFuture::then(context) is not used for it: that of Qt 6.4 asserts when its context dies before the work
/// ends, and was seen to crash on a busy machine. So the answer is an event for the application, and the receiver is
/// looked at where it lives.
template <typename Work>
class [[nodiscard]] Delivery
{
public:
    Delivery(Cancellation cancellation, Work work) : m_cancellation(std::move(cancellation)), m_work(std::move(work)) { }

    /// Starts the work. The future is finished a little after the answer is on its way.
    template <typename Receive>
    QFuture<void> then(QObject* receiver, Receive receive) &&
    {
        return QtConcurrent::run([cancellation = std::move(m_cancellation), work = std::move(m_work), guard = QPointer<QObject>(receiver),
                                     receive = std::move(receive)]() mutable {
            auto handOver = [guard, receive = std::move(receive), answer = work(std::as_const(cancellation))]() mutable {
                if (guard)
                    receive(std::move(answer));
            };
            QMetaObject::invokeMethod(QCoreApplication::instance(), std::move(handOver), Qt::QueuedConnection);
        });
    }

private:
    Cancellation m_cancellation;
    Work m_work;
};

template <typename Work>
Delivery<Work> deliver(Cancellation cancellation, Work work)
{
    return {std::move(cancellation), std::move(work)};
}

} // namespace auditlens
