// SPDX-License-Identifier: MIT
#pragma once

#include "backends/probereport.h"
#include "base/error.h"

#include <QByteArray>

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace auditlens {

/// The steps from an address that was entered to records that can be read, in their order. A step that failed means
/// that those before it went well and those behind it are not known.
enum class ConnectionStep : std::uint8_t {
    Settings, ///< What was entered, before anything is sent.
    Name, ///< The host's name has an address.
    Route, ///< Somebody answers there, through the proxy if there is one.
    Tls, ///< It is who it says.
    Service, ///< It is the service, and it answers as a whole.
    Credentials, ///< It knows who asks.
    Permission, ///< It allows to read.
    Records, ///< Its records are what the format reads.
};
inline constexpr std::array connectionSteps {ConnectionStep::Settings, ConnectionStep::Name, ConnectionStep::Route, ConnectionStep::Tls,
    ConnectionStep::Service, ConnectionStep::Credentials, ConnectionStep::Permission, ConnectionStep::Records};

/// "name", "credentials": stable, for --json.
QByteArray stepWord(ConnectionStep step);
/// For people: "The host's name".
QString stepText(ConnectionStep step);

/// What a test of a connection came to.
struct ConnectionTest
{
    std::optional<ConnectionStep> failed; ///< Nothing when all is well.
    std::optional<Error> error; ///< Why, and what to do; there when a step failed.
    bool cancelled = false;
    std::vector<ConnectionStep> moot; ///< There was nothing to test of them: TLS of http, records where there are none.
    ProbeReport report;

    bool ok() const { return !failed && !cancelled; }
};

enum class StepOutcome : std::uint8_t { Well, Moot, Failed, Unknown };
StepOutcome outcomeOf(const ConnectionTest& test, ConnectionStep step);
/// For people, of a step that is Moot: "not encrypted".
QString mootText(ConnectionStep step);

/// Told while a test goes on: the steps before this one went well, and this one is being done.
using StepNews = std::function<void(ConnectionStep)>;

/// The test of a connection whose settings are refused.
ConnectionTest failedTest(ConnectionStep step, const Error& error);

} // namespace auditlens
