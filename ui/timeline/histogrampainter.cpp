// SPDX-License-Identifier: MIT
#include "timeline/histogrampainter.h"

#include "style/theme.h"

#include <QFontMetrics>

#include <algorithm>
#include <array>
#include <numeric>

namespace auditlens {

namespace {

    using Bin = std::array<std::uint32_t, verbCount>;

    constexpr int axisGap = 4;
    constexpr int axisHeight = 16;
    constexpr int leastHeight = 2; // a single event is seen beside a million

    /// From the bottom up, as the badges of the list are coloured.
    constexpr std::array stack {Verb::Update, Verb::Create, Verb::Delete, Verb::Read, Verb::Export, Verb::Login, Verb::Logout, Verb::Other};

    std::uint64_t sumOf(const Bin& bin)
    {
        return std::accumulate(bin.begin(), bin.end(), std::uint64_t(0));
    }

} // namespace

HistogramPainter::HistogramPainter(QPainter& painter, const HistogramGeometry& geometry, const QRect& plot)
    : m_painter(painter)
    , m_geometry(geometry)
    , m_plot(plot)
{
}

void HistogramPainter::paintBars(const Histogram& counts) const
{
    std::uint64_t most = 1;
    for (const Bin& bin : counts.bins)
        most = std::max(most, sumOf(bin));
    for (int i = 0; i < m_geometry.binCount(); ++i) {
        const Bin& bin = counts.bins[std::size_t(i)];
        const std::uint64_t sum = sumOf(bin);
        if (sum == 0)
            continue;
        const int left = m_geometry.leftOf(i);
        const int width = std::max(1, m_geometry.rightOf(i) - left - 1);
        const int height = std::max(leastHeight, int(sum * std::uint64_t(m_plot.height()) / most));
        std::uint64_t below = 0;
        for (const Verb verb : stack) {
            const int bottom = int(below * std::uint64_t(height) / sum);
            below += bin[std::size_t(verb)];
            const int top = int(below * std::uint64_t(height) / sum);
            if (top > bottom)
                m_painter.fillRect(QRect(left, m_plot.bottom() + 1 - top, width, top - bottom), theme().forVerb(verb));
        }
    }
    m_painter.fillRect(QRect(m_plot.left(), m_plot.bottom() + 1, m_plot.width(), 1), theme().line);
}

void HistogramPainter::paintUnknown() const
{
    m_painter.fillRect(m_plot, QBrush(theme().line, Qt::BDiagPattern));
}

void HistogramPainter::paintIncomplete(Span span) const
{
    QColor lines = theme().text;
    lines.setAlphaF(0.34F);
    m_painter.fillRect(QRect(span.left, m_plot.top(), std::max(2, span.right - span.left), m_plot.height()), QBrush(lines, Qt::BDiagPattern));
}

void HistogramPainter::paintBand(Span span) const
{
    const QRect band(span.left, m_plot.top() - 2, std::max(3, span.right - span.left), m_plot.height() + 3);
    QColor fill = theme().accent;
    fill.setAlphaF(0.12F);
    m_painter.fillRect(band, fill);
    m_painter.fillRect(QRect(band.left(), band.top(), 1, band.height()), theme().accent);
    m_painter.fillRect(QRect(band.right(), band.top(), 1, band.height()), theme().accent);
}

void HistogramPainter::paintSelection(Span span) const
{
    const QRect chosen(span.left, m_plot.top() - 4, span.right - span.left, m_plot.height() + 6);
    QColor fill = theme().accent;
    fill.setAlphaF(0.28F);
    m_painter.fillRect(chosen, fill);
    m_painter.setPen(theme().accent);
    m_painter.setBrush(Qt::NoBrush);
    m_painter.drawRect(chosen.adjusted(0, 0, -1, -1));
}

void HistogramPainter::paintHover(Span span) const
{
    m_painter.fillRect(QRect(span.left, m_plot.top(), std::max(1, span.right - span.left), m_plot.height()), theme().accentWeak);
}

/// A label stands in the middle under its time, or as far as the room at the ends allows, and never on another one.
void HistogramPainter::paintAxis(const std::vector<TimeTick>& ticks) const
{
    m_painter.setFont(textFont(11));
    m_painter.setPen(theme().dim);
    const QFontMetrics metrics(m_painter.font());
    int free = m_plot.left();
    for (const TimeTick& tick : ticks) {
        const int x = m_geometry.xOf(tick.at);
        const int width = metrics.horizontalAdvance(tick.text);
        const int left = std::clamp(x - width / 2, m_plot.left(), std::max(m_plot.left(), m_plot.right() + 1 - width));
        if (left < free)
            continue;
        m_painter.fillRect(QRect(x, m_plot.bottom() + 1, 1, 3), theme().dim);
        m_painter.drawText(QRect(left, m_plot.bottom() + axisGap, width + 1, axisHeight), Qt::AlignLeft | Qt::AlignVCenter, tick.text);
        free = left + width + metrics.averageCharWidth() * 2;
    }
}

void HistogramPainter::paintNote(const QString& text) const
{
    m_painter.setFont(textFont(11));
    m_painter.setPen(theme().dim);
    m_painter.drawText(QRect(m_plot.left(), m_plot.bottom() + axisGap + axisHeight, m_plot.width(), axisHeight), Qt::AlignLeft | Qt::AlignVCenter,
        QFontMetrics(m_painter.font()).elidedText(text, Qt::ElideRight, m_plot.width()));
}

} // namespace auditlens
