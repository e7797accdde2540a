// SPDX-License-Identifier: MIT
#pragma once

#include "backends/probereport.h"
#include "base/error.h"

#include <QByteArray>

#include <array>
#include <cstdint>
#include <optional>

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
    ProbeReport report;

    bool ok() const { return !failed && !cancelled; }
};

/// The test of a connection whose settings are refused.
ConnectionTest failedTest(ConnectionStep step, const Error& error);

} // namespace auditlens
