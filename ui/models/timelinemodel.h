// SPDX-License-Identifier: MIT
#pragma once

#include "session/eventrows.h"

#include <QAbstractTableModel>
#include <QTimeZone>

#include <functional>
#include <memory>
#include <vector>

namespace auditlens {

/// The rows of one answer as a table, newest first. Rows whose page is still on the way have no data; dataChanged
/// follows.
class TimelineModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Action, Event, Detail, ColumnCount };

    explicit TimelineModel(QObject* parent = nullptr);

    void setRows(std::shared_ptr<EventRows> rows, const QTimeZone& zone);
    const std::vector<TimelineDay>& days() const;
    const QTimeZone& zone() const { return m_zone; }
    /// Null while the page is on the way.
    const TimelineEntry* entry(int row) const;
    /// One line of tab-separated cells; empty while the page is on the way.
    QString rowText(int row) const;
    /// Fetches rows for the clipboard, also those that were never looked at, as lines of tab-separated cells.
    void collectText(std::vector<EventRows::Span> spans, std::function<void(const QString& text)> done);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString cell(const TimelineEntry& entry, Column column) const;
    QString lineOf(const TimelineEntry& entry) const;

    std::shared_ptr<EventRows> m_rows;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace auditlens
