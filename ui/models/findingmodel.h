// SPDX-License-Identifier: MIT
#pragma once

#include "integrity/integrityreport.h"

#include <QAbstractTableModel>
#include <QTimeZone>

#include <optional>
#include <vector>

namespace auditlens {

/// What does not verify in an archive: when, what kind, of what, and why.
class FindingModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { When, Kind, Object, Reason, ColumnCount };
    using QAbstractTableModel::QAbstractTableModel;

    void setFindings(std::vector<IntegrityFinding> findings, const QTimeZone& zone);
    /// Shows one kind only, or all of them.
    void showOnly(std::optional<IntegrityFinding::Kind> kind);

    const IntegrityFinding& at(int row) const { return m_findings[m_shown[std::size_t(row)]]; }
    /// How many there are of a kind, shown or not.
    int count(IntegrityFinding::Kind kind) const;
    /// One line for each of these rows, with the event's id; for the clipboard.
    QString lines(const std::vector<int>& rows) const;
    static QString kindText(IntegrityFinding::Kind kind);

    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : int(m_shown.size()); }
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString text(const IntegrityFinding& finding, int column) const;

    std::vector<IntegrityFinding> m_findings;
    std::vector<std::size_t> m_shown;
    std::optional<IntegrityFinding::Kind> m_only;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace auditlens
