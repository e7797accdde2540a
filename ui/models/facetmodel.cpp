// SPDX-License-Identifier: MIT
#include "models/facetmodel.h"

#include "models/timetext.h"

namespace auditlens {

FacetModel::FacetModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

void FacetModel::setFacet(const Facet& facet)
{
    beginResetModel();
    m_facet = facet;
    endResetModel();
}

int FacetModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_facet.values.size());
}

int FacetModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FacetModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& [value, count] = m_facet.values[std::size_t(index.row())];
    if (role == Qt::TextAlignmentRole && index.column() == Events)
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    return index.column() == Value ? value : numberText(count);
}

QVariant FacetModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == Value ? tr("Value") : tr("Events");
}

} // namespace auditlens
