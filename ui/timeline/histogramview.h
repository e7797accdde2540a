// SPDX-License-Identifier: MIT
#pragma once

#include "models/histogramgeometry.h"
#include "models/timeaxis.h"
#include "query/timerange.h"
#include "session/answerhistogram.h"
#include "session/coverageview.h"

#include <QTimer>
#include <QWidget>

#include <vector>

namespace auditlens {

/// The events of the answer over time, stacked by what they did. Dragging over it, or Shift with the arrows and Enter,
/// chooses a shorter range of time; a double click or Backspace goes back. Counts nothing itself: it says how many
/// bins there is room for, and paints those it is given.
class HistogramView : public QWidget
{
    Q_OBJECT

public:
    explicit HistogramView(QWidget* parent = nullptr);

    void setHistogram(const AnswerHistogram& histogram);
    /// What is known of the completeness of the time that is shown; bins that are not complete are hatched.
    void setCoverage(const CoverageView& ledger);
    bool isHatched(int bin) const { return m_hatched[std::size_t(bin)]; }
    /// The range that is asked for. Another one than was chosen here makes the way back start anew.
    void setRange(const TimeRange& range);
    /// The times of the rows that the list shows; noTime for none.
    void setListed(Nanoseconds oldest, Nanoseconds newest);
    bool isEmpty() const { return m_geometry.binCount() == 0; }
    /// How many bins there is room for.
    int mostBins() const;
    const HistogramGeometry& geometry() const { return m_geometry; }
    int cursorBin() const { return m_cursor; }
    /// "1 to 5 March 2026: 412 events, 300 updates, 112 creations", and what of that time is not complete.
    QString textOf(int firstBin, int lastBin) const;

    QSize sizeHint() const override;

Q_SIGNALS:
    void binsWanted(int most); ///< The width has changed and stays so.
    void rangeChosen(const auditlens::TimeRange& range);
    void timeChosen(auditlens::Nanoseconds time); ///< A click on a bin: its last moment.
    void told(const QString& text); ///< About the bins under the keyboard's cursor.
    void left();

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    enum class Drag { None, Pressed, Moving };

    QRect plot() const;
    QString note() const;
    void arrange();
    void hatch();
    QString incompleteText(int firstBin, int lastBin) const;
    void moveCursor(int bin, bool extend);
    int binForKey(int key) const;
    void dropSelection();
    void zoom();
    void zoomBack();

    AnswerHistogram m_shown;
    CoverageView m_coverage;
    std::vector<bool> m_hatched; ///< By bin.
    HistogramGeometry m_geometry;
    std::vector<TimeTick> m_ticks;
    TimeRange m_range;
    std::vector<TimeRange> m_back; ///< Ranges before each zoom.
    Nanoseconds m_oldest = noTime;
    Nanoseconds m_newest = noTime;
    int m_cursor = -1; ///< -1 while nothing is chosen.
    int m_anchor = -1; ///< The other end of what is chosen.
    int m_hovered = -1;
    Drag m_drag = Drag::None;
    QPoint m_pressed;
    QTimer m_settled;
};

} // namespace auditlens
