// SPDX-License-Identifier: MIT
#pragma once

#include "session/facetcounter.h"

#include <QAbstractTableModel>

namespace auditlens {

/// The values of a field and how many events have each.
class FacetModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Value, Events, ColumnCount };

    explicit FacetModel(QObject* parent = nullptr);
    void setFacet(const Facet& facet);
    const QString& value(int row) const { return m_facet.values[std::size_t(row)].first; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    Facet m_facet;
};

} // namespace auditlens
