// SPDX-License-Identifier: MIT
#include "ledger/ledgertext.h"

#include "base/text.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Ledger)
};

} // namespace

QStringList ledgerSentences(const LedgerReport& report)
{
    QStringList sentences;
    for (const LedgerProblem& problem : report.problems)
        sentences << Tr::tr("Line %1: %2").arg(problem.line).arg(problem.text);
    if (report.problemCount > report.problems.size())
        sentences << Tr::tr("More was found that is not listed: %1 problems in all.").arg(report.problemCount);
    for (const std::uint64_t line : report.tornLines)
        sentences << Tr::tr("Line %1: An entry was cut off while it was written. A later entry signs that this line stood there.").arg(line);
    sentences << Tr::tr("%n entries are as signed.", nullptr, int(report.entries));
    sentences << Tr::tr("The last one is number %1, its hash is %2.").arg(report.tail.sequence).arg(toQString(report.tail.hash));
    if (report.newer > 0)
        sentences << Tr::tr("%n entries are newer than the expected last one.", nullptr, int(report.newer));
    return sentences;
}

QString ledgerVerdict(const LedgerReport& report)
{
    if (!report.complete)
        return Tr::tr("The ledger was not verified to its end.");
    return report.verifies() ? Tr::tr("The ledger verifies.") : Tr::tr("The ledger does not verify.");
}

} // namespace auditlens
