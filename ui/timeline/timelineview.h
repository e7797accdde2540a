// SPDX-License-Identifier: MIT
#pragma once

#include "models/timelinegeometry.h"
#include "models/timelinemodel.h"
#include "timeline/columnheader.h"

#include <QAbstractScrollArea>
#include <QItemSelectionModel>

#include <optional>
#include <utility>
#include <vector>

namespace auditlens {

/// The list of events, newest first, under a header per day. A view of its own over fixed heights: a repaint costs
/// the rows on screen, never the rows of the archive (QListView and QTreeView do not keep that promise).
class TimelineView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    explicit TimelineView(TimelineModel* model, QWidget* parent = nullptr);

    int currentRow() const { return m_current; }
    int rowCount() const { return m_model->rowCount(); }
    bool isSelected(int row) const;
    /// The places of the selected events from above, at most so many; a folded row stands for all of its events.
    std::vector<std::uint32_t> selectedEvents(std::size_t most) const;
    /// What a screen reader says of a row.
    QString spokenRow(int row) const;
    /// Selects and scrolls to the row; -1 selects nothing.
    void setCurrentRow(int row);
    /// What stands in the middle when there are no rows.
    void setEmptyText(const QString& text);
    const QString& emptyText() const { return m_emptyText; }
    /// The row under a point of the viewport, or -1.
    int rowAt(const QPoint& point) const;
    QRect rowRect(int row) const; ///< In the viewport.
    std::vector<EventRows::Span> selectedSpans() const; ///< Of events by place, from the top.
    /// Selects the event and scrolls to it, also when it was folded away.
    void showEvent(std::uint32_t place);
    /// Shows or hides the further events of the request under a row of it.
    void setOpen(int row, bool open);
    TimelineModel::Fold foldOf(int row) const { return m_model->foldOf(row); }
    QRect markRect(int row) const; ///< Of the mark that unfolds, in the viewport.
    /// Scrolls so that the row is so many pixels below the upper edge.
    void putRow(int row, int y);
    int anchorRow() const { return m_anchor; } ///< Where a selection with Shift begins, or -1.
    /// Marks what was chosen before the list got more rows: nothing scrolls, and nobody is told.
    void keepCurrent(int row, int anchor, const std::vector<EventRows::Span>& selected);
    /// The first and the last row on the screen; nothing without rows.
    std::optional<std::pair<int, int>> listedRows() const;

Q_SIGNALS:
    void currentChanged(int row);
    void activated(int row);
    void filterAsked(); ///< "/" was pressed.
    void historyAsked(); ///< Of the entity of the current row.
    void rowsChanged(); ///< Other rows are shown; numbers of rows mean something else now.
    void listedChanged(); ///< Other rows are on the screen.
    void notice(const QString& text); ///< Something to tell in the status line.

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    bool viewportEvent(QEvent* event) override;

private:
    void columnsChanged();
    void resetGeometry();
    void rowsCame(int first, int count);
    void rowsWent(int first, int count);
    void measure();
    void updateScrollBar();
    qint64 top() const;
    void scrollTo(qint64 y);
    void ensureVisible(int row);
    int pageRows() const;
    int rowForKey(QKeyEvent* event) const;
    bool foldByKey(QKeyEvent* event);
    int markAt(const QPoint& point) const;
    QString furtherText(int row) const;
    void choose(int row, Qt::KeyboardModifiers modifiers);
    void makeCurrent(int row);
    void selectRows(int first, int last, QItemSelectionModel::SelectionFlags how);
    void copySelection();
    QString toolTipOf(int row, const TimelineEntry& entry);
    void announce();
    void repaintRows(int first, int last);
    void setHovered(int row);

    TimelineModel* m_model;
    ColumnHeader* m_header;
    TimelineGeometry m_geometry;
    QString m_emptyText;
    QItemSelectionModel* m_selection;
    int m_current = -1;
    int m_anchor = -1; ///< Where a selection with Shift begins.
    int m_hovered = -1;
};

} // namespace auditlens
