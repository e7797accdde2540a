// SPDX-License-Identifier: MIT
#include "connections/tokenclaims.h"

#include "backends/backend.h"
#include "base/text.h"
#include "connections/connectionfields.h"

#include <QCoreApplication>
#include <QCoroTask>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::TokenClaims)
};

TokenClaims noProof(const Connection& connection, const QString& why, const QString& help)
{
    return {{}, Error {Tr::tr("\"%1\" cannot tell what you may do.").arg(connection.name), why, {}, help}};
}

bool hasOwnAuthority(const Connection& connection)
{
    return !valueOf(connection, "tls_authorities").isEmpty();
}

QCoro::Task<TokenClaims> probe(Backend& backend, const Connection& connection, Cancellation cancellation)
{
    const ProbeResult probed = co_await backend.probe(std::move(cancellation));
    if (!probed)
        co_return TokenClaims {{}, probed.error().error};
    if (probed->claims.isEmpty())
        co_return noProof(connection, Tr::tr("Its credentials name no role and no permission."), Tr::tr("Ask the administrator of the service."));
    TokenClaims token;
    for (const QString& claim : probed->claims)
        token.claims.push_back(toUtf8(claim));
    co_return token;
}

} // namespace

QUrl serviceUrl(const Connection& connection)
{
    return QUrl(valueOf(connection, "url"), QUrl::StrictMode);
}

TokenClaims askTokenClaims(const Connection& connection, const GivenSecrets& secrets, const Cancellation& cancellation)
{
    if (hasOwnAuthority(connection))
        return noProof(connection, Tr::tr("It believes a certificate authority that the system does not know."),
            Tr::tr("Have the authority added to the system, and take it out of the connection."));
    const Result<std::unique_ptr<Backend>> backend = makeBackend(connection, secrets);
    if (!backend)
        return {{}, backend.error()};
    return QCoro::waitFor(probe(**backend, connection, cancellation));
}

} // namespace auditlens
