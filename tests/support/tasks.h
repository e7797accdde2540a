// SPDX-License-Identifier: MIT
#pragma once

#include <QCoroTask>
#include <QEventLoop>

#include <optional>
#include <utility>

namespace auditlens::test {

/// What a coroutine comes to; QCoro::waitFor() wants a value that can be made from nothing.
template <typename T>
T finished(QCoro::Task<T> task)
{
    std::optional<T> answer;
    QEventLoop loop;
    const auto run = [&]() -> QCoro::Task<void> {
        answer.emplace(co_await task);
        loop.quit();
    };
    const QCoro::Task<void> running = run();
    if (!answer)
        loop.exec();
    return std::move(*answer);
}

} // namespace auditlens::test
