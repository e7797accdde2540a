// SPDX-License-Identifier: MIT
#pragma once

#include "models/foldedlines.h"
#include "session/eventrows.h"

#include <QAbstractTableModel>
#include <QTimeZone>

#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace auditlens {

/// The rows of one answer as a table, newest first. Rows whose page is still on the way have no data; dataChanged
/// follows. Where the events of a request are folded, a row stands for all of them until it is unfolded; then it is the
/// first of them, and the others are rows below it.
class TimelineModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Time, Action, Event, Detail, ColumnCount };

    explicit TimelineModel(QObject* parent = nullptr);

    /// Folded when there are groups: `rows` are by place then, and `heads` have the first event of each group.
    struct Folding
    {
        std::shared_ptr<const RequestGroups> groups;
        std::shared_ptr<EventRows> heads;
    };
    void setRows(std::shared_ptr<EventRows> rows, const QTimeZone& zone, Folding folding = {});
    /// First row and number of rows of each day.
    const std::vector<TimelineDay>& days() const { return m_days; }
    /// How many events a day has, however they are folded.
    std::uint32_t eventsOn(std::size_t day) const { return m_rows->days()[day].count; }
    bool isFolded() const { return m_folding.groups != nullptr; }
    struct Fold
    {
        std::uint32_t further = 0; ///< Events of the same request besides this one, of the first one's row.
        bool open = false;
        bool member = false; ///< Stands under the first event of its request.
    };
    Fold foldOf(int row) const;
    /// Shows or hides the further events under the row of the first one.
    void setOpen(int row, bool open);
    int headOf(int row) const; ///< The row of the first event of the same request.
    /// The first event of each request that is unfolded, by place.
    std::vector<std::uint32_t> openPlaces() const;
    /// Place of the row's first event in the order of the answer.
    std::uint32_t placeAt(int row) const;
    /// The row that an event is shown in, or that stands for it.
    int rowOf(std::uint32_t place) const { return int(isFolded() ? m_lines.lineOfPlace(place) : place); }
    /// The row of an event; unfolds the request it is hidden in.
    int reveal(std::uint32_t place);
    /// The events that rows stand for, by place: all of a request where it is folded.
    std::vector<EventRows::Span> eventsOf(std::vector<EventRows::Span> rows) const;
    const QTimeZone& zone() const { return m_zone; }
    /// Further columns, behind those of every row.
    void setColumns(std::vector<RowColumn> columns);
    const std::vector<RowColumn>& columns() const { return m_columns; }
    /// What is wrong with an event, in a word or two each. Asked anew whenever a row is painted or spoken.
    using Marks = std::function<QStringList(Row)>;
    void setMarks(Marks marks) { m_marks = std::move(marks); }
    QStringList marksOf(const TimelineEntry& entry) const { return m_marks ? m_marks(entry.row) : QStringList(); }
    /// Null while the page is on the way.
    const TimelineEntry* entry(int row) const;
    /// One line of tab-separated cells; empty while the page is on the way.
    QString rowText(int row) const;
    /// Fetches events for the clipboard, also those that were never looked at, as lines of tab-separated cells.
    void collectText(std::vector<EventRows::Span> events, std::function<void(const QString& text)> done);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QString cell(const TimelineEntry& entry, int column) const;
    QString lineOf(const TimelineEntry& entry) const;

    void listen(EventRows* rows, std::function<std::pair<int, int>(quint32 first, quint32 last)> shownIn);
    void growDay(int row, int by);
    std::uint32_t firstEventBehind(std::uint32_t row) const;

    std::shared_ptr<EventRows> m_rows;
    Folding m_folding;
    FoldedLines m_lines;
    std::vector<TimelineDay> m_days;
    std::vector<RowColumn> m_columns;
    Marks m_marks;
    QTimeZone m_zone = QTimeZone::utc();
};

} // namespace auditlens
