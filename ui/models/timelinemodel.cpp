// SPDX-License-Identifier: MIT
#include "models/timelinemodel.h"

#include "models/columntext.h"
#include "models/timetext.h"

#include <QPointer>
#include <QStringList>

#include <algorithm>

namespace auditlens {

TimelineModel::TimelineModel(QObject* parent)
    : QAbstractTableModel(parent)
{
}

void TimelineModel::setRows(std::shared_ptr<EventRows> rows, const QTimeZone& zone, Folding folding)
{
    beginResetModel();
    for (const auto& before : {m_rows, m_folding.heads}) {
        if (before)
            disconnect(before.get(), nullptr, this, nullptr);
    }
    m_rows = std::move(rows);
    m_folding = std::move(folding);
    m_lines = FoldedLines(m_folding.groups);
    m_zone = zone;
    m_days = !m_rows ? std::vector<TimelineDay>() : (isFolded() ? m_folding.heads : m_rows)->days();
    endResetModel();
    if (m_rows) {
        listen(m_rows.get(), [this](quint32 first, quint32 last) {
            return isFolded() ? std::pair(int(m_lines.lineOfPlace(first)), int(m_lines.lineOfPlace(last))) : std::pair(int(first), int(last));
        });
    }
    if (isFolded()) {
        listen(m_folding.heads.get(), [this](quint32 first, quint32 last) {
            return std::pair(int(m_lines.lineOf({first, 0})), int(m_lines.lineOf({last, 0})));
        });
    }
}

void TimelineModel::setColumns(std::vector<RowColumn> columns)
{
    if (!m_columns.empty()) {
        beginRemoveColumns({}, ColumnCount, columnCount() - 1);
        m_columns.clear();
        endRemoveColumns();
    }
    if (!columns.empty()) {
        beginInsertColumns({}, ColumnCount, ColumnCount + int(columns.size()) - 1);
        m_columns = std::move(columns);
        endInsertColumns();
    }
}

void TimelineModel::listen(EventRows* rows, std::function<std::pair<int, int>(quint32, quint32)> shownIn)
{
    connect(rows, &EventRows::entriesReady, this, [this, shownIn = std::move(shownIn)](quint32 first, quint32 count) {
        if (count == 0)
            return;
        const auto [top, bottom] = shownIn(first, first + count - 1);
        Q_EMIT dataChanged(index(top, 0), index(bottom, columnCount() - 1));
    });
}

const TimelineEntry* TimelineModel::entry(int row) const
{
    if (!m_rows || row < 0 || row >= rowCount())
        return nullptr;
    if (!isFolded())
        return m_rows->entry(std::uint32_t(row));
    const FoldedLines::Line line = m_lines.at(std::uint32_t(row));
    return line.member == 0 ? m_folding.heads->entry(line.group) : m_rows->entry(placeAt(row));
}

TimelineModel::Fold TimelineModel::foldOf(int row) const
{
    if (!isFolded() || row < 0 || row >= rowCount())
        return {};
    const FoldedLines::Line line = m_lines.at(std::uint32_t(row));
    if (line.member > 0)
        return {0, false, true};
    return {m_lines.further(line.group), m_lines.isOpen(line.group), false};
}

void TimelineModel::setOpen(int row, bool open)
{
    const Fold fold = foldOf(row);
    if (fold.further == 0 || fold.open == open)
        return;
    const std::uint32_t group = m_lines.at(std::uint32_t(row)).group;
    const int further = int(fold.further);
    if (open)
        beginInsertRows({}, row + 1, row + further);
    else
        beginRemoveRows({}, row + 1, row + further);
    m_lines.setOpen(group, open);
    growDay(row, open ? further : -further);
    if (open)
        endInsertRows();
    else
        endRemoveRows();
}

void TimelineModel::growDay(int row, int by)
{
    auto day = std::ranges::upper_bound(m_days, std::uint32_t(row), {}, &TimelineDay::first) - 1;
    day->count += std::uint32_t(by);
    for (++day; day != m_days.end(); ++day)
        day->first += std::uint32_t(by);
}

int TimelineModel::headOf(int row) const
{
    return isFolded() ? int(m_lines.lineOf({m_lines.at(std::uint32_t(row)).group, 0})) : row;
}

std::vector<std::uint32_t> TimelineModel::openPlaces() const
{
    std::vector<std::uint32_t> places;
    for (const std::uint32_t group : m_lines.openGroups())
        places.push_back(m_lines.groups().start(group));
    return places;
}

std::uint32_t TimelineModel::placeAt(int row) const
{
    return isFolded() ? m_lines.placeAt(std::uint32_t(row)) : std::uint32_t(row);
}

int TimelineModel::reveal(std::uint32_t place)
{
    if (!isFolded())
        return int(place);
    const FoldedLines::Line line = m_lines.lineAtPlace(place);
    if (line.member > 0)
        setOpen(int(m_lines.lineOf({line.group, 0})), true);
    return int(m_lines.lineOf(line));
}

std::uint32_t TimelineModel::firstEventBehind(std::uint32_t row) const
{
    return row < std::uint32_t(rowCount()) ? placeAt(int(row)) : m_rows->size();
}

/// Places follow the lines, so that rows in a row are events in a row.
std::vector<EventRows::Span> TimelineModel::eventsOf(std::vector<EventRows::Span> rows) const
{
    for (EventRows::Span& span : rows) {
        const std::uint32_t first = placeAt(int(span.first));
        span = {first, firstEventBehind(span.first + span.count) - first};
    }
    return rows;
}

QString TimelineModel::lineOf(const TimelineEntry& entry) const
{
    QStringList cells;
    for (int column = 0; column < columnCount(); ++column)
        cells << cell(entry, column);
    return cells.join(QLatin1Char('\t'));
}

QString TimelineModel::rowText(int row) const
{
    const TimelineEntry* entry = this->entry(row);
    return entry ? lineOf(*entry) : QString();
}

void TimelineModel::collectText(std::vector<EventRows::Span> events, std::function<void(const QString&)> done)
{
    if (!m_rows)
        return;
    // Another answer may take the place of these rows while they are read; what was asked of them is still theirs.
    m_rows->collect(std::move(events), [guard = QPointer<TimelineModel>(this), rows = m_rows, done = std::move(done)](Result<std::vector<TimelineEntry>> entries) {
        if (!guard)
            return;
        if (!entries) {
            Q_EMIT rows->failed(entries.error());
            return;
        }
        QStringList lines;
        for (const TimelineEntry& entry : *entries)
            lines << guard->lineOf(entry);
        done(lines.join(QLatin1Char('\n')));
    });
}

int TimelineModel::rowCount(const QModelIndex& parent) const
{
    if (parent.isValid() || !m_rows)
        return 0;
    return int(isFolded() ? m_lines.count() : m_rows->size());
}

int TimelineModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount + int(m_columns.size());
}

QVariant TimelineModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::DisplayRole)
        return {};
    const TimelineEntry* entry = this->entry(index.row());
    return entry ? QVariant(cell(*entry, index.column())) : QVariant();
}

QString TimelineModel::cell(const TimelineEntry& entry, int column) const
{
    if (column >= ColumnCount)
        return entry.facts[std::size_t(m_columns[std::size_t(column - ColumnCount)])];
    switch (Column(column)) {
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
    if (section >= ColumnCount)
        return section < columnCount() ? rowColumnTitle(m_columns[std::size_t(section - ColumnCount)]) : QString();
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
