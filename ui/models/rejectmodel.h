// SPDX-License-Identifier: MIT
#pragma once

#include "store/archive.h"

#include <QAbstractTableModel>

#include <vector>

namespace auditlens {

/// The records that could not be read: where they were and why.
class RejectModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Place, Reason, Record, ColumnCount };

    explicit RejectModel(std::vector<Reject> rejects, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<Reject> m_rejects;
};

} // namespace auditlens
