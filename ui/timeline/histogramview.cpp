// SPDX-License-Identifier: MIT
#include "timeline/histogramview.h"

#include "models/timetext.h"
#include "style/theme.h"
#include "timeline/histogrampainter.h"

#include <QAccessible>
#include <QApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <numeric>

namespace auditlens {

namespace {

    constexpr int settleMs = 120;
    constexpr int margin = 14;
    constexpr int topMargin = 10;
    constexpr int barsHeight = 68;
    constexpr int axisHeight = 24;
    constexpr int noteHeight = 16;
    constexpr int pixelsPerBin = 6;
    constexpr int pixelsPerLabel = 90;

    /// "300 updates", with a plural for every language.
    QString verbCountText(Verb verb, int count)
    {
        switch (verb) {
        case Verb::Create:
            return HistogramView::tr("%Ln creation(s)", nullptr, count);
        case Verb::Update:
            return HistogramView::tr("%Ln update(s)", nullptr, count);
        case Verb::Delete:
            return HistogramView::tr("%Ln deletion(s)", nullptr, count);
        case Verb::Read:
            return HistogramView::tr("%Ln read(s)", nullptr, count);
        case Verb::Export:
            return HistogramView::tr("%Ln export(s)", nullptr, count);
        case Verb::Login:
            return HistogramView::tr("%Ln login(s)", nullptr, count);
        case Verb::Logout:
            return HistogramView::tr("%Ln logout(s)", nullptr, count);
        case Verb::Other:
            break;
        }
        return HistogramView::tr("%Ln other(s)", nullptr, count);
    }

} // namespace

HistogramView::HistogramView(QWidget* parent)
    : QWidget(parent)
{
    setObjectName(QStringLiteral("histogram"));
    setAccessibleName(tr("Events over time"));
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_settled.setSingleShot(true);
    m_settled.setInterval(settleMs);
    connect(&m_settled, &QTimer::timeout, this, [this] { Q_EMIT binsWanted(mostBins()); });
}

int HistogramView::mostBins() const
{
    return std::max(1, plot().width() / pixelsPerBin);
}

QSize HistogramView::sizeHint() const
{
    return {400, topMargin + barsHeight + axisHeight + (note().isEmpty() ? 0 : noteHeight)};
}

QRect HistogramView::plot() const
{
    return {margin, topMargin, std::max(1, width() - 2 * margin), barsHeight};
}

QString HistogramView::note() const
{
    return m_shown.complete ? QString() : tr("The events could not all be counted.");
}

void HistogramView::setHistogram(const AnswerHistogram& histogram)
{
    const bool sameBins = m_shown.counts.edges == histogram.counts.edges;
    m_shown = histogram;
    if (!sameBins)
        dropSelection();
    updateGeometry();
    arrange();
}

void HistogramView::setCoverage(const CoverageView& ledger)
{
    m_coverage = ledger;
    hatch();
}

void HistogramView::hatch()
{
    const auto& edges = m_geometry.edges();
    m_hatched.assign(std::size_t(m_geometry.binCount()), false);
    for (std::size_t bin = 0; bin < m_hatched.size(); ++bin)
        m_hatched[bin] = !m_coverage.missing({edges[bin], edges[bin + 1]}).empty();
    update();
}

void HistogramView::setRange(const TimeRange& range)
{
    if (range == m_range)
        return;
    m_range = range;
    m_back.clear();
}

void HistogramView::setListed(Nanoseconds oldest, Nanoseconds newest)
{
    m_oldest = oldest;
    m_newest = newest;
    update();
}

void HistogramView::arrange()
{
    m_geometry = HistogramGeometry(m_shown.counts.edges, plot().left(), plot().width());
    const auto& edges = m_shown.counts.edges;
    m_ticks = isEmpty() ? std::vector<TimeTick>() : timeTicks(edges.front(), edges.back(), m_shown.zone, std::size_t(plot().width() / pixelsPerLabel + 1));
    m_hovered = -1;
    hatch();
}

void HistogramView::resizeEvent(QResizeEvent*)
{
    arrange();
    m_settled.start();
}

void HistogramView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().panel);
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme().line);
    const HistogramPainter parts(painter, m_geometry, plot());
    const auto span = [this](int a, int b) {
        return HistogramPainter::Span {m_geometry.leftOf(std::min(a, b)), m_geometry.rightOf(std::max(a, b))};
    };
    if (!m_shown.complete)
        parts.paintUnknown();
    else if (!isEmpty()) {
        if (m_hovered >= 0)
            parts.paintHover(span(m_hovered, m_hovered));
        parts.paintBars(m_shown.counts);
        for (int bin = 0; bin < m_geometry.binCount(); ++bin) {
            if (isHatched(bin))
                parts.paintIncomplete(span(bin, bin));
        }
    }
    if (!isEmpty() && m_oldest != noTime)
        parts.paintBand({m_geometry.xOf(m_oldest), m_geometry.xOf(m_newest)});
    if (m_cursor >= 0)
        parts.paintSelection(span(m_anchor, m_cursor));
    parts.paintAxis(m_ticks);
    parts.paintNote(note());
    if (hasFocus() && m_cursor < 0)
        painter.fillRect(QRect(0, 0, width(), 2), theme().accent);
}

QString HistogramView::textOf(int firstBin, int lastBin) const
{
    const auto& [edges, bins] = m_shown.counts;
    const QString period = periodText(edges[std::size_t(firstBin)], edges[std::size_t(lastBin) + 1], m_shown.zone);
    if (!m_shown.complete)
        return tr("%1: not counted").arg(period);
    std::array<std::uint32_t, verbCount> sums {};
    for (int bin = firstBin; bin <= lastBin; ++bin)
        std::ranges::transform(sums, bins[std::size_t(bin)], sums.begin(), std::plus<>());
    const auto all = std::accumulate(sums.begin(), sums.end(), std::uint64_t(0));
    QStringList parts {tr("%Ln event(s)", nullptr, int(all))};
    std::vector<std::size_t> verbs(verbCount);
    std::iota(verbs.begin(), verbs.end(), std::size_t(0));
    std::ranges::stable_sort(verbs, std::ranges::greater(), [&](std::size_t verb) { return sums[verb]; });
    for (const std::size_t verb : verbs) {
        if (sums[verb] > 0)
            parts << verbCountText(Verb(verb), int(sums[verb]));
    }
    //: A stretch of time, and what happened in it.
    return tr("%1: %2").arg(period, parts.join(QStringLiteral(", "))) + incompleteText(firstBin, lastBin);
}

QString HistogramView::incompleteText(int firstBin, int lastBin) const
{
    constexpr qsizetype most = 3;
    const auto& edges = m_shown.counts.edges;
    QStringList reasons;
    for (const CoverageLine& line : m_coverage.missing({edges[std::size_t(firstBin)], edges[std::size_t(lastBin) + 1]}))
        reasons << tr("\"%1\" is %2", "a source, and how complete").arg(line.source, coverageText(line));
    reasons.removeDuplicates();
    if (reasons.isEmpty())
        return {};
    return QStringLiteral(". ") + tr("Not everything of this time is here: %1").arg(reasons.mid(0, most).join(QStringLiteral("; ")));
}

void HistogramView::moveCursor(int bin, bool extend)
{
    m_cursor = bin;
    if (!extend || m_anchor < 0)
        m_anchor = bin;
    update();
    const QString text = textOf(std::min(m_anchor, m_cursor), std::max(m_anchor, m_cursor));
    setAccessibleDescription(text);
    QAccessibleEvent changed(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&changed);
    Q_EMIT told(text);
}

void HistogramView::dropSelection()
{
    m_cursor = -1;
    m_anchor = -1;
    m_drag = Drag::None;
    setAccessibleDescription({});
    update();
}

/// The bin that a key of movement leads to, or -1. Starts where the list is.
int HistogramView::binForKey(int key) const
{
    const int last = m_geometry.binCount() - 1;
    const int start = m_newest == noTime ? last : m_geometry.binAt(m_geometry.xOf(m_newest));
    switch (key) {
    case Qt::Key_Left:
        return m_cursor < 0 ? start : std::max(0, m_cursor - 1);
    case Qt::Key_Right:
        return m_cursor < 0 ? start : std::min(last, m_cursor + 1);
    case Qt::Key_Home:
        return 0;
    case Qt::Key_End:
        return last;
    default:
        return -1;
    }
}

void HistogramView::keyPressEvent(QKeyEvent* event)
{
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier));
    const int bin = plain && !isEmpty() ? binForKey(event->key()) : -1;
    if (bin >= 0 && m_drag == Drag::None)
        moveCursor(bin, event->modifiers().testFlag(Qt::ShiftModifier) && m_cursor >= 0);
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_cursor >= 0)
        zoom();
    else if (event->key() == Qt::Key_Backspace)
        zoomBack();
    else if (event->key() == Qt::Key_Escape && m_cursor >= 0)
        dropSelection();
    else if (event->key() == Qt::Key_Escape)
        Q_EMIT left();
    else
        QWidget::keyPressEvent(event);
}

void HistogramView::zoom()
{
    const auto [first, last] = std::minmax(m_anchor, m_cursor);
    const auto& edges = m_geometry.edges();
    const TimeRange chosen {edges[std::size_t(first)], edges[std::size_t(last) + 1]};
    dropSelection();
    if (chosen == m_range)
        return;
    m_back.push_back(std::exchange(m_range, chosen));
    Q_EMIT rangeChosen(chosen);
}

void HistogramView::zoomBack()
{
    if (m_back.empty())
        return;
    dropSelection();
    m_range = m_back.back();
    m_back.pop_back();
    Q_EMIT rangeChosen(m_range);
}

void HistogramView::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || isEmpty())
        return;
    m_pressed = event->pos();
    m_drag = Drag::Pressed;
}

void HistogramView::mouseMoveEvent(QMouseEvent* event)
{
    const int bin = m_geometry.binAt(event->pos().x());
    if (std::exchange(m_hovered, bin) != bin)
        update();
    if (m_drag == Drag::Pressed && (event->pos() - m_pressed).manhattanLength() >= QApplication::startDragDistance()) {
        m_drag = Drag::Moving;
        moveCursor(m_geometry.binAt(m_pressed.x()), false);
    }
    if (m_drag == Drag::Moving && bin != m_cursor)
        moveCursor(bin, true);
}

void HistogramView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return;
    const Drag drag = std::exchange(m_drag, Drag::None);
    if (drag == Drag::Moving) {
        zoom();
    } else if (drag == Drag::Pressed) {
        dropSelection();
        Q_EMIT timeChosen(m_geometry.edges()[std::size_t(m_geometry.binAt(m_pressed.x())) + 1] - 1);
    }
}

void HistogramView::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        zoomBack();
}

void HistogramView::leaveEvent(QEvent*)
{
    m_hovered = -1;
    update();
}

bool HistogramView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && !isEmpty()) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int bin = m_geometry.binAt(help->pos().x());
        QToolTip::showText(help->globalPos(), textOf(bin, bin).toHtmlEscaped(), this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace auditlens
