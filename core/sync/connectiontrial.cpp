// SPDX-License-Identifier: MIT
#include "sync/connectiontrial.h"

#include "connections/connectionfields.h"
#include "connections/connectiontext.h"
#include "sync/recordcheck.h"

#include <QCoroTask>

#include <algorithm>

namespace auditlens {

ConnectionTrial tryConnection(const Connection& connection, const GivenSecrets& secrets, const FormatRegistry& formats,
    const Cancellation& cancellation, const StepNews& news)
{
    ConnectionStep at = ConnectionStep::Settings;
    const auto reach = [&](ConnectionStep step) { // Each further request begins anew.
        if (news && step > at)
            news(step);
        at = std::max(at, step);
    };
    HttpSurroundings surroundings;
    surroundings.reached = [&](ExchangeStage stage) { reach(stage == ExchangeStage::Connecting ? ConnectionStep::Route : ConnectionStep::Service); };
    const Result<std::unique_ptr<Backend>> backend = makeBackend(connection, secrets, surroundings);
    if (!backend)
        return {failedTest(ConnectionStep::Settings, backend.error()), HttpTrace()};
    reach(ConnectionStep::Name);
    ConnectionTest test = QCoro::waitFor(testRecords(**backend, formats, cancellation, reach));
    if (isUnencrypted(connection))
        test.moot.push_back(ConnectionStep::Tls);
    return {std::move(test), (*backend)->trace()};
}

} // namespace auditlens
