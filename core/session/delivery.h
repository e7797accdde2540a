// SPDX-License-Identifier: MIT
#pragma once

#include "base/background.h"

#include <QCoreApplication>
#include <QPointer>

#include <utility>

namespace auditlens {

/// Work on the pool whose answer is handed over on the GUI thread, or dropped when the receiver is gone by then.
/// QFuture::then(context) of Qt 6.4 asserts when its context dies before the work ends, so the application is the
/// context and the receiver is looked at where it lives.
template <typename T>
class Delivery
{
public:
    explicit Delivery(QFuture<T> future) : m_future(std::move(future)) { }

    template <typename Receive>
    void then(QObject* receiver, Receive receive)
    {
        m_future.then(QCoreApplication::instance(), [guard = QPointer<QObject>(receiver), receive = std::move(receive)](T answer) mutable {
            if (guard)
                receive(std::move(answer));
        });
    }
    QFuture<void> future() const { return QFuture<void>(m_future); }

private:
    QFuture<T> m_future;
};

template <typename Work>
auto deliver(Cancellation cancellation, Work work)
{
    return Delivery(runOnPool(std::move(cancellation), std::move(work)));
}

} // namespace auditlens
