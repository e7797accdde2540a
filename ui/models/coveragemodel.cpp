// SPDX-License-Identifier: MIT
#include "models/coveragemodel.h"

#include "base/text.h"
#include "models/timetext.h"

namespace auditlens {

void CoverageModel::setCoverage(CoverageView ledger, const QTimeZone& zone)
{
    beginResetModel();
    m_lines = std::move(ledger);
    m_zone = zone;
    endResetModel();
}

QString CoverageModel::text(const CoverageLine& line, int column) const
{
    switch (column) {
    case Source:
        return line.source;
    case From:
        return stampText({line.slice.range.begin, TimeOrigin::Stated, 0}, m_zone);
    case To:
        return stampText({line.slice.range.end, TimeOrigin::Stated, 0}, m_zone);
    case State:
        return stateText(line.slice);
    default:
        return toQString(line.slice.note);
    }
}

QVariant CoverageModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const QString shown = text(m_lines.lines[std::size_t(index.row())], index.column());
    if (role == Qt::DisplayRole)
        return shown;
    return role == Qt::ToolTipRole ? QVariant(shown.toHtmlEscaped()) : QVariant();
}

QVariant CoverageModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("Source"), tr("From"), tr("To"), tr("State"), tr("Reason")};
    return section < ColumnCount ? titles[section] : QVariant();
}

} // namespace auditlens
