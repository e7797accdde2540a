// SPDX-License-Identifier: MIT
#pragma once

#include "session/coverageview.h"

#include <QAbstractTableModel>
#include <QTimeZone>

namespace auditlens {

/// The ledger of completeness, a line for each stretch of time.
class CoverageModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Source, From, To, State, Reason, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setCoverage(CoverageView ledger, const QTimeZone& zone);

    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : int(m_lines.lines.size()); }
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const CoverageLine& line, int column) const;

    CoverageView m_lines;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace auditlens
