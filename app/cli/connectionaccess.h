// SPDX-License-Identifier: MIT
#pragma once

#include "cli/arguments.h"
#include "cli/exitcode.h"
#include "connections/connections.h"
#include "connections/sourcekind.h"

namespace auditlens {

/// Ways for the secrets of a connection to come in, none of them an argument: --secret, --secret-fd, --secret-env.
void addSecretOptions(Arguments& arguments);
/// How a person gives the value of a field; a sentence with the words to type.
QString wayToGive(const BackendField& field);
/// What these options give. An Error names the option.
Result<GivenSecrets> givenSecrets(const Arguments& arguments, Console& console);

/// A connection with its secrets, or the exit code after the trouble was told.
struct OpenedConnection
{
    std::optional<Connection> connection;
    GivenSecrets secrets;
    int exitCode = ExitDone;
};
/// `given` go before those of the keychain, which is asked only for others.
OpenedConnection openConnection(const QString& name, const GivenSecrets& given, Console& console);

} // namespace auditlens
