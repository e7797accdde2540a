// SPDX-License-Identifier: MIT
#include "connections/connectionsteps.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::ConnectionTest)
};

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

ConnectionTest failedTest(ConnectionStep step, const Error& error)
{
    ConnectionTest test;
    test.failed = step;
    test.error = error;
    return test;
}

} // namespace auditlens
