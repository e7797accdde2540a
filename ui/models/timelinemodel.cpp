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

QString TimelineModel::lineOf(const TimelineEntry& entry) const
{
    QStringList cells;
    for (int column = 0; column < ColumnCount; ++column)
        cells << cell(entry, Column(column));
    return cells.join(QLatin1Char('\t'));
}

QString TimelineModel::rowText(int row) const
{
    const TimelineEntry* entry = this->entry(row);
    return entry ? lineOf(*entry) : QString();
}

void TimelineModel::collectText(std::vector<EventRows::Span> spans, std::function<void(const QString&)> done)
{
    if (!m_rows)
        return;
    m_rows->collect(std::move(spans), [this, rows = m_rows.get(), done = std::move(done)](Result<std::vector<TimelineEntry>> entries) {
        if (!entries) {
            Q_EMIT rows->failed(entries.error());
            return;
        }
        QStringList lines;
        for (const TimelineEntry& entry : *entries)
            lines << lineOf(entry);
        done(lines.join(QLatin1Char('\n')));
    });
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
    return entry ? QVariant(cell(*entry, Column(index.column()))) : QVariant();
}

QString TimelineModel::cell(const TimelineEntry& entry, Column column) const
{
    switch (column) {
    case Time:
        return stampText(entry.time, m_zone);
    case Action:
        return QString::fromUtf8(verbName(entry.verb).data(), qsizetype(verbName(entry.verb).size()));
    case Event:
        return entry.headline;
    case Detail:
        return entry.detail;
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
