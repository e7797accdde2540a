// SPDX-License-Identifier: MIT
#include "cli/askedchecks.h"

#include "cli/archiveaccess.h"
#include "cli/verifykeys.h"
#include "integrity/askedfacts.h"

#include <QCoreApplication>

#include <algorithm>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::CommandLine)
};

/// Signed events of which nobody can say more are no proof of anything: said each time.
void tellUnchecked(const SignatureReport& report, Console& console)
{
    if (const std::uint64_t noKey = report.count(SignatureState::NoKey); noKey > 0)
        console.say(Tr::tr("No key was given for the signatures of %n event(s): they are verified:unknown.", nullptr, int(noKey)));
    if (const std::uint64_t unknown = report.count(SignatureState::UnknownScheme); unknown > 0)
        console.say(Tr::tr("%n event(s) are signed in a way that is not known here: they are verified:unknown.", nullptr, int(unknown)));
}

class AskedChecks
{
public:
    AskedChecks(const Arguments& arguments, const Archive& archive, Console& console)
        : m_arguments(arguments), m_archive(archive), m_console(console)
    {
    }

    Result<CheckedRows> make(Check check) const
    {
        switch (check) {
        case Check::Continuity:
            return checkedRows(checkContinuity(m_archive, news(Tr::tr("Comparing before and after")), m_console.cancellation()));
        case Check::Clocks:
            return checkedRows(checkClocks(m_archive, news(Tr::tr("Comparing clocks")), m_console.cancellation()));
        case Check::Signatures:
            break;
        }
        return signatures();
    }

private:
    Result<CheckedRows> signatures() const
    {
        const auto keys = readVerifyKeys(m_arguments, m_archive.info(), m_console);
        if (!keys)
            return keys.error();
        const auto report = checkSignatures(m_archive, *keys, news(Tr::tr("Checking signatures")), m_console.cancellation());
        if (!report)
            return report.error();
        if (!report->scan.cancelled)
            tellUnchecked(*report, m_console);
        return checkedRows(*report);
    }

    ScanProgress news(const QString& what) const
    {
        return [this, what](std::uint64_t done, std::uint64_t total) {
            m_console.showProgress(Tr::tr("%1: %2 of %3 events").arg(what, QString::number(done), QString::number(total)));
        };
    }

    const Arguments& m_arguments;
    const Archive& m_archive;
    Console& m_console;
};

} // namespace

std::optional<int> makeAskedChecks(
    const Arguments& arguments, const std::shared_ptr<const Archive>& archive, BoundQuery& query, Console& console)
{
    const std::vector<Check> checks = checksOf(query);
    const bool hasKeys = arguments.has(QStringLiteral("key")) || arguments.has(QStringLiteral("key-fd"));
    if (hasKeys && std::ranges::find(checks, Check::Signatures) == checks.end())
        return arguments.complain(console, Tr::tr("A key is for a query that asks \"verified:\"."));
    if (checks.empty())
        return {};
    const AskedChecks asked(arguments, *archive, console);
    std::vector<CheckedRows> made;
    for (const Check check : checks) {
        Result<CheckedRows> rows = asked.make(check);
        if (console.cancellation().requested())
            return ExitInterrupted;
        if (!rows)
            return tellTrouble(rows.error(), console);
        made.push_back(*std::move(rows));
    }
    query.facts = std::make_shared<const RowFacts>(archive, made);
    return {};
}

} // namespace auditlens
