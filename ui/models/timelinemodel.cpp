// SPDX-License-Identifier: MIT
#include "models/timelinemodel.h"

#include "models/timetext.h"

#include <QStringList>

namespace auditlens {

TimelineModel::TimelineModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

void TimelineModel::setRows(std::shared_ptr<EventRows> rows, const QTimeZone& zone)
{
    beginResetModel();
    if (m_rows)
        disconnect(m_rows.get(), nullptr, this, nullptr);
    m_rows = std::move(rows);
    m_zone = zone;
    endResetModel();
    if (m_rows) {
        connect(m_rows.get(), &EventRows::entriesReady, this, [this](quint32 first, quint32 count) {
            if (count > 0)
                Q_EMIT dataChanged(index(int(first), 0), index(int(first + count) - 1, ColumnCount - 1));
        });
    }
}

const std::vector<TimelineDay>& TimelineModel::days() const
{
    static const std::vector<TimelineDay> none;
    return m_rows ? m_rows->days() : none;
}

const TimelineEntry* TimelineModel::entry(int row) const
{
    return m_rows && row >= 0 ? m_rows->entry(std::uint32_t(row)) : nullptr;
}

QString TimelineModel::rowText(int row) const
{
    if (!entry(row))
        return {};
    QStringList cells;
    for (int column = 0; column < ColumnCount; ++column)
        cells << data(index(row, column), Qt::DisplayRole).toString();
    return cells.join(QLatin1Char('\t'));
}

int TimelineModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() || !m_rows ? 0 : int(m_rows->size());
}

int TimelineModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant TimelineModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::DisplayRole)
        return {};
    const TimelineEntry* entry = this->entry(index.row());
    if (!entry)
        return {};
    switch (Column(index.column())) {
    case Time:
        return stampText(entry->time, m_zone);
    case Action:
        return QString::fromUtf8(verbName(entry->verb).data(), qsizetype(verbName(entry->verb).size()));
    case Event:
        return entry->headline;
    case Detail:
        return entry->detail;
    case ColumnCount:
        break;
    }
    return {};
}

QVariant TimelineModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case Time:
        return tr("Time");
    case Action:
        return tr("Action");
    case Event:
        return tr("Event");
    case Detail:
        return tr("Detail");
    case ColumnCount:
        break;
    }
    return {};
}

} // namespace auditlens
