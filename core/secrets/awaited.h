// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"

#include <QEventLoop>
#include <QObject>
#include <QTimer>

#include <optional>
#include <utility>

namespace auditlens {

/// For a command, which has nothing else to do: waits for an answer that comes later.
///
///     Awaited<Result<void>> done;
///     store.remove(name, done.receiver(), done.callback());
///     if (const auto result = done.wait(cancellation)) ...
template <typename T>
class Awaited
{
public:
    QObject* receiver() { return &m_receiver; }
    auto callback()
    {
        return [this](T answer) {
            m_answer = std::move(answer);
            m_loop.quit();
        };
    }
    /// Nothing when the person lost interest.
    std::optional<T> wait(const Cancellation& cancellation = {})
    {
        QTimer interest;
        QObject::connect(&interest, &QTimer::timeout, &m_loop, [this, &cancellation] {
            if (cancellation.requested())
                m_loop.quit();
        });
        interest.start(std::chrono::milliseconds(50));
        if (!m_answer)
            m_loop.exec();
        return std::move(m_answer);
    }

private:
    std::optional<T> m_answer;
    QEventLoop m_loop;
    QObject m_receiver;
};

} // namespace auditlens
