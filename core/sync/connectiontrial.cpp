// SPDX-License-Identifier: MIT
#include "sync/connectiontrial.h"

#include "connections/connectionfields.h"
#include "sync/recordcheck.h"

#include <QEventLoop>

namespace auditlens {

ConnectionTrial tryConnection(const Connection& connection, const GivenSecrets& secrets, const FormatRegistry& formats, const Cancellation& cancellation)
{
    const Result<std::unique_ptr<Backend>> backend = makeBackend(connection, secrets);
    if (!backend)
        return {failedTest(ConnectionStep::Settings, backend.error()), HttpTrace()};
    ConnectionTest test;
    QEventLoop loop;
    bool done = false;
    const auto run = [&]() -> QCoro::Task<void> {
        test = co_await testRecords(**backend, formats, cancellation);
        done = true;
        loop.quit();
    };
    const QCoro::Task<void> running = run();
    if (!done)
        loop.exec();
    return {std::move(test), (*backend)->trace()};
}

} // namespace auditlens
