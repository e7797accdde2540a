// SPDX-License-Identifier: MIT
#include "connections/connectiontest.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::ConnectionTest)
};

using Kind = HttpProblem::Kind;

} // namespace

QByteArray stepWord(ConnectionStep step)
{
    static constexpr std::array words {"settings", "name", "route", "tls", "service", "credentials", "permission", "records"};
    return words[std::size_t(step)];
}

QString stepText(ConnectionStep step)
{
    switch (step) {
    case ConnectionStep::Settings:
        return Tr::tr("Settings");
    case ConnectionStep::Name:
        return Tr::tr("Name of the host");
    case ConnectionStep::Route:
        return Tr::tr("Way to the service");
    case ConnectionStep::Tls:
        return Tr::tr("Certificate (TLS)");
    case ConnectionStep::Service:
        return Tr::tr("Answer of the service");
    case ConnectionStep::Credentials:
        return Tr::tr("Credentials");
    case ConnectionStep::Permission:
        return Tr::tr("Permission to read");
    case ConnectionStep::Records:
        return Tr::tr("Records");
    }
    return {};
}

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

ConnectionTest failedTest(ConnectionStep step, const Error& error)
{
    ConnectionTest test;
    test.failed = step;
    test.error = error;
    return test;
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
