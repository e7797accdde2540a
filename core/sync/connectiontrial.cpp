// SPDX-License-Identifier: MIT
#include "sync/connectiontrial.h"

#include "connections/connectionfields.h"
#include "sync/recordcheck.h"

#include <QCoroTask>

namespace auditlens {

ConnectionTrial tryConnection(const Connection& connection, const GivenSecrets& secrets, const FormatRegistry& formats, const Cancellation& cancellation)
{
    const Result<std::unique_ptr<Backend>> backend = makeBackend(connection, secrets);
    if (!backend)
        return {failedTest(ConnectionStep::Settings, backend.error()), HttpTrace()};
    ConnectionTest test = QCoro::waitFor(testRecords(**backend, formats, cancellation));
    return {std::move(test), (*backend)->trace()};
}

} // namespace auditlens
