// SPDX-License-Identifier: MIT
#include "session/sealcut.h"

#include "base/text.h"
#include "event/isotime.h"
#include "query/boundquery.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Seal)
};

constexpr unsigned timeDigits = 9;

std::string timeText(Nanoseconds time, Nanoseconds unbounded)
{
    std::string text;
    if (time != unbounded)
        appendIsoUtc(text, time, timeDigits);
    return text;
}

} // namespace

Result<SealCut> sealCut(std::shared_ptr<const Archive> archive, RowSet rows, const AskedCut& asked, const BoundQuery& query)
{
    const auto refused = [&](const QString& why, const QString& help) {
        return Error{Tr::tr("What \"%1\" finds cannot be sealed.").arg(asked.text.trimmed()), why, archive->info().path, help};
    };
    if (!checksOf(query).empty())
        return refused(Tr::tr("It asks what a check of the archive finds out, and that is not in the records."),
            Tr::tr("Ask for something that the events say themselves."));
    const QString text = asked.text.trimmed();
    if (const QString problem = sealQueryProblem(text); !problem.isEmpty())
        return refused(Tr::tr("A seal cannot say the query: %1").arg(problem), Tr::tr("Write a shorter one, in one line."));
    const TimeRange unbounded;
    const SealedQuery said{toUtf8(text), asked.zone.id().toStdString(), timeText(asked.range.begin, unbounded.begin), timeText(asked.range.end, unbounded.end)};
    return SealCut{std::move(archive), std::move(rows), said, {query.begin, query.end}};
}

} // namespace auditlens
