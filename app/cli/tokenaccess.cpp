// SPDX-License-Identifier: MIT
#include "cli/tokenaccess.h"

#include "base/text.h"
#include "cli/archiveaccess.h"
#include "cli/connectionaccess.h"
#include "connections/tokenclaims.h"
#include "sync/sourceorigin.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

using namespace Qt::StringLiterals;

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

Error otherService(const Connection& connection, const SourceInfo& source)
{
    return {Tr::tr("The token of \"%1\" gives no role for this event.").arg(connection.name),
        Tr::tr("The event came from \"%1\", and the connection asks another service, or one that proves nothing.").arg(toQString(source.origin)), {},
        Tr::tr("Name the connection that the event came by.")};
}

} // namespace

void addTokenOptions(Arguments& arguments)
{
    arguments.addOption({u"connection"_s}, u"NAME"_s,
        Tr::tr("Ask the service that the event came from what your token may; for a policy with \"token_claims\"."));
    addSecretOptions(arguments);
}

TokenPolicy policyByToken(const AccessPolicy& policy, const SourceInfo& source, const Arguments& arguments, Console& console)
{
    if (!arguments.has(u"connection"_s))
        return {policy, ExitDone};
    const Result<GivenSecrets> given = givenSecrets(arguments, console);
    if (!given)
        return {{}, tellTrouble(given.error(), console)};
    const OpenedConnection opened = openConnection(arguments.value(u"connection"_s), *given, console);
    if (!opened.connection)
        return {{}, opened.exitCode};
    const std::string service = serviceAddress(serviceUrl(source.origin));
    if (service.empty() || serviceAddress(serviceUrl(*opened.connection)) != service)
        return {{}, tellTrouble(otherService(*opened.connection, source), console)};
    const TokenClaims token = askTokenClaims(*opened.connection, opened.secrets, console.cancellation());
    if (token.error)
        return {{}, console.cancellation().requested() ? ExitInterrupted : tellTrouble(*token.error, console)};
    return {policy.withToken(service, token.claims), ExitDone};
}

} // namespace auditlens
