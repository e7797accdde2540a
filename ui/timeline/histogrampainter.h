// SPDX-License-Identifier: MIT
#pragma once

#include "models/histogramgeometry.h"
#include "models/timeaxis.h"
#include "session/answerhistogram.h"

#include <QPainter>
#include <QRect>

#include <vector>

namespace auditlens {

/// Paints the bars over a stretch of time; made for one repaint.
class HistogramPainter
{
public:
    struct Span
    {
        int left;
        int right;
    };

    HistogramPainter(QPainter& painter, const HistogramGeometry& geometry, const QRect& plot);

    void paintBars(const Histogram& counts) const;
    /// For what is not known: hatched instead of empty.
    void paintUnknown() const;
    /// Not everything of this time was fetched: hatched over the bars.
    void paintIncomplete(Span span) const;
    /// What the list shows of it.
    void paintBand(Span span) const;
    /// What is being chosen.
    void paintSelection(Span span) const;
    void paintHover(Span span) const;
    void paintAxis(const std::vector<TimeTick>& ticks) const;
    void paintNote(const QString& text) const;

private:
    QPainter& m_painter;
    const HistogramGeometry& m_geometry;
    QRect m_plot;
};

} // namespace auditlens
