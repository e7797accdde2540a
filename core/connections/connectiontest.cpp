// SPDX-License-Identifier: MIT
#include "connections/connectiontest.h"

namespace auditlens {

namespace {

using Kind = HttpProblem::Kind;

} // namespace

ConnectionStep stepOf(Kind kind)
{
    switch (kind) {
    case Kind::NotDeclared:
    case Kind::Settings:
        return ConnectionStep::Settings;
    case Kind::NameUnknown:
        return ConnectionStep::Name;
    case Kind::Unreachable:
    case Kind::Proxy:
    case Kind::TimedOut:
        return ConnectionStep::Route;
    case Kind::CertificateExpired:
    case Kind::CertificateWrongHost:
    case Kind::CertificateUnknown:
    case Kind::Tls:
        return ConnectionStep::Tls;
    case Kind::CredentialsRefused:
        return ConnectionStep::Credentials;
    case Kind::PermissionRefused:
        return ConnectionStep::Permission;
    default:
        return ConnectionStep::Service;
    }
}

QCoro::Task<ConnectionTest> testConnection(Backend& backend, Cancellation cancellation)
{
    ProbeResult probed = co_await backend.probe(cancellation);
    ConnectionTest test;
    if (!probed && probed.error().kind == Kind::Cancelled)
        test.cancelled = true;
    else if (!probed)
        test = failedTest(stepOf(probed.error().kind), probed.error().error);
    else
        test.report = *std::move(probed);
    co_return test;
}

} // namespace auditlens
