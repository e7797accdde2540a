// SPDX-License-Identifier: MIT
#include "models/rejectmodel.h"

#include "base/text.h"

namespace auditlens {

namespace {

    constexpr qsizetype previewLength = 200;

    QString placeOf(const Reject& reject)
    {
        const QString file = toQString(reject.file);
        if (reject.line > 0)
            return RejectModel::tr("%1, line %2").arg(file, QString::number(reject.line));
        return RejectModel::tr("%1, byte %2").arg(file, QString::number(reject.byte));
    }

} // namespace

RejectModel::RejectModel(std::vector<Reject> rejects, QObject* parent)
    : QAbstractTableModel(parent)
    , m_rejects(std::move(rejects))
{
}

int RejectModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_rejects.size());
}

int RejectModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant RejectModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || (role != Qt::DisplayRole && role != Qt::ToolTipRole))
        return {};
    const Reject& reject = m_rejects[std::size_t(index.row())];
    switch (Column(index.column())) {
    case Place:
        return placeOf(reject);
    case Reason:
        return toQString(reject.reason);
    case Record:
        return toQString(reject.raw).left(previewLength).simplified();
    case ColumnCount:
        break;
    }
    return {};
}

QVariant RejectModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Place:
        return tr("Place");
    case Reason:
        return tr("Reason");
    case Record:
        return tr("Record");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace auditlens
