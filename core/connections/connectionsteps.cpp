// SPDX-License-Identifier: MIT
#include "connections/connectionsteps.h"

#include <QCoreApplication>

#include <algorithm>

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

StepOutcome outcomeOf(const ConnectionTest& test, ConnectionStep step)
{
    if (test.failed == step)
        return StepOutcome::Failed;
    if (test.failed && step > *test.failed)
        return StepOutcome::Unknown;
    return std::ranges::count(test.moot, step) > 0 ? StepOutcome::Moot : StepOutcome::Well;
}

QString mootText(ConnectionStep step)
{
    return step == ConnectionStep::Tls ? Tr::tr("not encrypted") : Tr::tr("nothing to look at");
}

ConnectionTest failedTest(ConnectionStep step, const Error& error)
{
    ConnectionTest test;
    test.failed = step;
    test.error = error;
    return test;
}

} // namespace auditlens
