// SPDX-License-Identifier: MIT
#include "integrity/rowmarks.h"

#include <QCoreApplication>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Integrity)
};

} // namespace

bool contains(const RowSet& rows, Row row)
{
    const std::uint32_t place = rows.lowerBound(row);
    return place < rows.size() && rows.at(place) == row;
}

bool isClockFound(const ClockReport& report, Row row)
{
    return contains(report.backDated, row) || contains(report.backfilled, row) || contains(report.aheadOfTime, row);
}

QStringList rowMarks(const IntegrityReport& report, Row row)
{
    QStringList marks;
    if (contains(report.signatures.invalid, row))
        marks << Tr::tr("signature");
    if (contains(report.continuity.broken, row))
        marks << Tr::tr("broken link");
    if (isClockFound(report.clocks, row))
        marks << Tr::tr("clock");
    return marks;
}

} // namespace auditlens
