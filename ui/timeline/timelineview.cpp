// SPDX-License-Identifier: MIT
#include "timeline/timelineview.h"

#include "models/columntext.h"
#include "models/timetext.h"
#include "style/theme.h"
#include "timeline/timelineaccessible.h"
#include "timeline/timelinepainter.h"

#include <QAccessible>
#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QPixmap>
#include <QPointer>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <limits>

namespace auditlens {

TimelineView::TimelineView(TimelineModel* model, QWidget* parent)
    : QAbstractScrollArea(parent)
    , m_model(model)
    , m_header(new ColumnHeader(model, this))
    , m_selection(new QItemSelectionModel(model, this))
{
    installTimelineAccessibility();
    setObjectName(QStringLiteral("timeline"));
    setAccessibleName(tr("Timeline"));
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    connect(model, &QAbstractItemModel::modelReset, this, &TimelineView::resetGeometry);
    connect(model, &QAbstractItemModel::rowsInserted, this, [this](const QModelIndex&, int first, int last) { rowsCame(first, last - first + 1); });
    connect(model, &QAbstractItemModel::rowsRemoved, this, [this](const QModelIndex&, int first, int last) { rowsWent(first, last - first + 1); });
    connect(model, &QAbstractItemModel::dataChanged, this, [this](const QModelIndex& first, const QModelIndex& last) {
        repaintRows(first.row(), last.row());
    });
    connect(model, &QAbstractItemModel::columnsInserted, this, &TimelineView::columnsChanged);
    connect(model, &QAbstractItemModel::columnsRemoved, this, &TimelineView::columnsChanged);
    columnsChanged();
    resetGeometry();
}

void TimelineView::columnsChanged()
{
    const bool any = !m_model->columns().empty();
    m_header->setVisible(any);
    setViewportMargins(0, any ? ColumnHeader::height : 0, 0, 0);
    m_header->update();
    viewport()->update();
}

void TimelineView::resetGeometry()
{
    m_current = -1;
    m_anchor = -1;
    measure();
}

void TimelineView::rowsCame(int first, int count)
{
    for (int* row : {&m_current, &m_anchor})
        *row += *row >= first ? count : 0;
    measure();
}

/// Rows go when they are folded: what was among them is now the row above them.
void TimelineView::rowsWent(int first, int count)
{
    for (int* row : {&m_current, &m_anchor}) {
        if (*row >= first)
            *row = *row < first + count ? first - 1 : *row - count;
    }
    measure();
}

void TimelineView::measure()
{
    m_geometry = TimelineGeometry(m_model->days());
    m_hovered = -1;
    updateScrollBar();
    viewport()->update();
    Q_EMIT rowsChanged();
    Q_EMIT listedChanged();
}

void TimelineView::setEmptyText(const QString& text)
{
    m_emptyText = text;
    viewport()->update();
}

void TimelineView::updateScrollBar()
{
    const qint64 most = std::max<qint64>(0, m_geometry.height() - viewport()->height());
    verticalScrollBar()->setRange(0, int(std::min<qint64>(most, std::numeric_limits<int>::max())));
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(int(TimelineGeometry::rowHeight) / 2);
}

/// The scroll bar counts in int; beyond 41 million rows one of its steps is more than a pixel.
qint64 TimelineView::top() const
{
    const qint64 most = std::max<qint64>(0, m_geometry.height() - viewport()->height());
    const QScrollBar* bar = verticalScrollBar();
    if (most <= std::numeric_limits<int>::max())
        return bar->value();
    return qint64(double(bar->value()) / bar->maximum() * double(most));
}

void TimelineView::scrollTo(qint64 y)
{
    const qint64 most = std::max<qint64>(0, m_geometry.height() - viewport()->height());
    const qint64 wanted = std::clamp<qint64>(y, 0, most);
    QScrollBar* bar = verticalScrollBar();
    bar->setValue(most <= std::numeric_limits<int>::max() ? int(wanted) : int(double(wanted) / double(most) * bar->maximum()));
}

void TimelineView::ensureVisible(int row)
{
    const qint64 y = m_geometry.rowTop(std::uint32_t(row));
    // The day's header sticks to the top and would hide a row that ends up under it.
    const qint64 above = y - TimelineGeometry::dayHeight;
    if (above < top())
        scrollTo(above);
    else if (y + TimelineGeometry::rowHeight > top() + viewport()->height())
        scrollTo(y + TimelineGeometry::rowHeight - viewport()->height());
}

void TimelineView::putRow(int row, int y)
{
    scrollTo(m_geometry.rowTop(std::uint32_t(row)) - y);
}

void TimelineView::keepCurrent(int row, int anchor, const std::vector<EventRows::Span>& selected)
{
    m_current = row;
    m_anchor = anchor;
    QItemSelection rows;
    for (const EventRows::Span& span : selected)
        rows.select(m_model->index(m_model->rowOf(span.first), 0), m_model->index(m_model->rowOf(span.first + span.count - 1), 0));
    m_selection->select(rows, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    viewport()->update();
}

void TimelineView::setCurrentRow(int row)
{
    if (row >= m_model->rowCount())
        return;
    m_anchor = row;
    if (row >= 0)
        selectRows(row, row, QItemSelectionModel::ClearAndSelect);
    else
        m_selection->clear();
    makeCurrent(row);
}

/// As lists do everywhere: Shift extends from the anchor, Ctrl adds or takes away one row.
void TimelineView::choose(int row, Qt::KeyboardModifiers modifiers)
{
    if (modifiers & Qt::ShiftModifier) {
        if (m_anchor < 0)
            m_anchor = std::max(m_current, 0);
        selectRows(std::min(m_anchor, row), std::max(m_anchor, row), QItemSelectionModel::ClearAndSelect);
        makeCurrent(row);
    } else if (modifiers & Qt::ControlModifier) {
        m_anchor = row;
        selectRows(row, row, QItemSelectionModel::Toggle);
        makeCurrent(row);
    } else {
        setCurrentRow(row);
    }
}

void TimelineView::selectRows(int first, int last, QItemSelectionModel::SelectionFlags how)
{
    m_selection->select(QItemSelection(m_model->index(first, 0), m_model->index(last, 0)), how | QItemSelectionModel::Rows);
    viewport()->update();
}

void TimelineView::makeCurrent(int row)
{
    const int before = std::exchange(m_current, row);
    if (row >= 0)
        ensureVisible(row);
    viewport()->update();
    if (before == row)
        return;
    announce();
    Q_EMIT currentChanged(row);
}

bool TimelineView::isSelected(int row) const
{
    return m_selection->isRowSelected(row, QModelIndex());
}

void TimelineView::announce()
{
    if (m_current < 0)
        return;
    QAccessibleEvent event(this, QAccessible::Focus);
    event.setChild(m_current);
    QAccessible::updateAccessibility(&event);
}

QString TimelineView::spokenRow(int row) const
{
    const TimelineEntry* entry = m_model->entry(row);
    if (!entry)
        return tr("Row %1, its text is on the way").arg(numberText(quint64(row) + 1));
    QStringList parts {entry->headline, furtherText(row), entry->detail, stampText(entry->time, m_model->zone()), originText(entry->time.origin)};
    for (const QString& mark : m_model->marksOf(*entry))
        parts << tr("does not verify: %1").arg(mark);
    if (entry->masked > 0)
        parts << tr("%n masked", nullptr, entry->masked);
    for (const RowColumn column : m_model->columns()) {
        if (const QString& fact = entry->facts[std::size_t(column)]; !fact.isEmpty())
            parts << tr("%1 %2", "a column's title and what stands in it").arg(rowColumnTitle(column), fact);
    }
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

/// What a row has to do with its request, as a sentence; empty without folding and for a row that stands alone.
QString TimelineView::furtherText(int row) const
{
    const TimelineModel::Fold fold = m_model->foldOf(row);
    if (fold.member)
        return tr("Belongs to the request above");
    if (fold.further == 0)
        return {};
    const int count = int(fold.further);
    QString text = fold.open ? tr("%n further event(s) of the same request below", nullptr, count)
                                   : tr("%n further event(s) of the same request folded in", nullptr, count);
    return text.replace(QString::number(count), numberText(quint64(count)));
}

void TimelineView::setOpen(int row, bool open)
{
    const int head = m_model->headOf(row);
    if (!open && m_current > head && m_model->headOf(m_current) == head)
        setCurrentRow(head);
    m_model->setOpen(head, open);
    announce();
}

void TimelineView::showEvent(std::uint32_t place)
{
    setCurrentRow(m_model->reveal(place));
}

QRect TimelineView::markRect(int row) const
{
    const QRect rect = rowRect(row);
    return QRect(0, rect.top(), TimelinePainter::markWidth, rect.height());
}

/// The row whose mark is under a point, or -1.
int TimelineView::markAt(const QPoint& point) const
{
    const int row = point.x() < TimelinePainter::markWidth ? rowAt(point) : -1;
    return m_model->foldOf(row).further > 0 ? row : -1;
}

int TimelineView::rowAt(const QPoint& point) const
{
    const qint64 y = top() + point.y();
    if (point.y() < TimelineGeometry::dayHeight && top() > 0)
        return -1; // the header that sticks to the top
    const auto line = m_geometry.lineAt(y);
    return line && line->row ? int(*line->row) : -1;
}

QRect TimelineView::rowRect(int row) const
{
    const qint64 y = m_geometry.rowTop(std::uint32_t(row)) - top();
    return QRect(0, int(std::clamp<qint64>(y, -100000, 100000)), viewport()->width(), int(TimelineGeometry::rowHeight));
}

void TimelineView::repaintRows(int first, int last)
{
    if (first >= m_model->rowCount())
        return;
    viewport()->update(rowRect(first).united(rowRect(std::min(last, m_model->rowCount() - 1))));
    if (m_current >= first && m_current <= last)
        announce();
}

void TimelineView::paintEvent(QPaintEvent*)
{
    QPainter painter(viewport());
    painter.fillRect(viewport()->rect(), theme().panel);
    const TimelinePainter rows(painter, viewport()->width(), *m_model, hasFocus());
    if (m_model->rowCount() == 0) {
        rows.paintMessage(viewport()->rect(), m_emptyText);
        return;
    }
    const auto lines = m_geometry.linesBetween(top(), top() + viewport()->height());
    for (const auto& line : lines) {
        const int y = int(line.y - top());
        if (!line.row) {
            rows.paintDay(y, m_geometry.days()[line.day].date, m_model->eventsOn(line.day));
            continue;
        }
        const int row = int(*line.row);
        rows.paintRow(y, m_model->entry(row), {row == m_current, isSelected(row), row == m_hovered, m_model->foldOf(row)});
    }
    if (lines.empty())
        return;
    // The day at the top stays readable while its rows scroll, and is pushed away by the next one.
    const std::size_t day = lines.front().day;
    const qint64 next = day + 1 < m_geometry.days().size() ? m_geometry.dayTop(day + 1) - top() : TimelineGeometry::dayHeight;
    rows.paintDay(int(std::min<qint64>(0, next - TimelineGeometry::dayHeight)), m_geometry.days()[day].date, m_model->eventsOn(day));
}

std::optional<std::pair<int, int>> TimelineView::listedRows() const
{
    std::optional<std::pair<int, int>> listed;
    for (const auto& line : m_geometry.linesBetween(top(), top() + viewport()->height())) {
        if (line.row)
            listed = {listed ? listed->first : int(*line.row), int(*line.row)};
    }
    return listed;
}

void TimelineView::resizeEvent(QResizeEvent*)
{
    m_header->setGeometry(viewport()->x(), 0, viewport()->width(), ColumnHeader::height);
    updateScrollBar();
    Q_EMIT listedChanged();
}

void TimelineView::scrollContentsBy(int, int)
{
    viewport()->update();
    Q_EMIT listedChanged();
}

int TimelineView::pageRows() const
{
    return std::max(1, int(viewport()->height() / TimelineGeometry::rowHeight) - 1);
}

/// The row a key leads to, or -1 when the key means something else.
int TimelineView::rowForKey(QKeyEvent* event) const
{
    const int last = m_model->rowCount() - 1;
    const int here = std::max(m_current, 0);
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    switch (event->key()) {
    case Qt::Key_Up:
        return m_current < 0 ? 0 : std::max(here - 1, 0);
    case Qt::Key_Down:
        return m_current < 0 ? 0 : std::min(here + 1, last);
    case Qt::Key_PageUp:
        return std::max(here - pageRows(), 0);
    case Qt::Key_PageDown:
        return std::min(here + pageRows(), last);
    case Qt::Key_Home:
        return 0;
    case Qt::Key_End:
        return last;
    case Qt::Key_K:
        return plain ? std::max(here - 1, 0) : -1;
    case Qt::Key_J:
        return plain ? (m_current < 0 ? 0 : std::min(here + 1, last)) : -1;
    case Qt::Key_G:
        if (!plain)
            return -1;
        return event->modifiers() & Qt::ShiftModifier ? last : 0;
    default:
        return -1;
    }
}

/// As in trees: Right and + unfold, then go to the first event below; Left and - go to the row of the request, then
/// fold it.
bool TimelineView::foldByKey(QKeyEvent* event)
{
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::AltModifier));
    const bool open = event->key() == Qt::Key_Right || event->key() == Qt::Key_Plus;
    const bool shut = event->key() == Qt::Key_Left || event->key() == Qt::Key_Minus;
    if (!plain || m_current < 0 || !m_model->isFolded() || (!open && !shut))
        return false;
    const TimelineModel::Fold fold = m_model->foldOf(m_current);
    if (fold.member && shut)
        setCurrentRow(m_model->headOf(m_current));
    else if (fold.further > 0 && fold.open && open)
        setCurrentRow(m_current + 1);
    else if (fold.further > 0)
        setOpen(m_current, open);
    return true;
}

void TimelineView::keyPressEvent(QKeyEvent* event)
{
    if (foldByKey(event))
        return;
    const int row = m_model->rowCount() > 0 ? rowForKey(event) : -1;
    if (row >= 0) {
        // "G" needs the Shift key and selects nothing; Ctrl with a key of movement must not take rows away.
        const bool letter = !event->text().isEmpty() && event->text().front().isLetter();
        choose(row, letter ? Qt::NoModifier : event->modifiers() & Qt::ShiftModifier);
    } else if (event->matches(QKeySequence::Copy)) {
        copySelection();
    } else if (event->matches(QKeySequence::SelectAll) && m_model->rowCount() > 0) {
        selectRows(0, m_model->rowCount() - 1, QItemSelectionModel::ClearAndSelect);
    } else if (event->key() == Qt::Key_Escape && m_current >= 0) {
        setCurrentRow(m_current); // of many selected rows only this one stays
    } else if (event->key() == Qt::Key_H && event->modifiers() == Qt::NoModifier && m_current >= 0) {
        Q_EMIT historyAsked();
    } else if (event->key() == Qt::Key_Slash) {
        Q_EMIT filterAsked();
    } else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_current >= 0) {
        Q_EMIT activated(m_current);
    } else {
        QAbstractScrollArea::keyPressEvent(event);
    }
}

std::vector<std::uint32_t> TimelineView::selectedEvents(std::size_t most) const
{
    std::vector<std::uint32_t> events;
    for (const EventRows::Span& span : selectedSpans()) {
        for (std::uint32_t i = 0; i < span.count && events.size() < most; ++i)
            events.push_back(span.first + i);
    }
    return events;
}

std::vector<EventRows::Span> TimelineView::selectedSpans() const
{
    std::vector<EventRows::Span> spans;
    for (const QItemSelectionRange& range : m_selection->selection())
        spans.push_back({std::uint32_t(range.top()), std::uint32_t(range.height())});
    std::sort(spans.begin(), spans.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    return m_model->eventsOf(std::move(spans));
}

void TimelineView::copySelection()
{
    constexpr std::uint32_t most = 50'000;
    const std::vector<EventRows::Span> spans = selectedSpans();
    std::uint32_t count = 0;
    for (const EventRows::Span& span : spans)
        count += span.count;
    if (count == 0)
        return;
    if (count > most) {
        Q_EMIT notice(tr("%1 rows are too many for the clipboard; the export takes them all.").arg(numberText(count)));
        return;
    }
    m_model->collectText(spans, [this, guard = QPointer<TimelineView>(this), count](const QString& text) {
        if (!guard)
            return;
        QApplication::clipboard()->setText(text);
        Q_EMIT notice(tr("%n row(s) copied", nullptr, int(count)));
    });
}

void TimelineView::mousePressEvent(QMouseEvent* event)
{
    const int row = rowAt(event->pos());
    if (row < 0)
        return;
    if (event->button() == Qt::LeftButton && markAt(event->pos()) >= 0)
        setOpen(row, !m_model->foldOf(row).open);
    else if (event->button() == Qt::LeftButton)
        choose(row, event->modifiers());
    else if (event->button() == Qt::RightButton && !isSelected(row))
        setCurrentRow(row);
}

void TimelineView::mouseDoubleClickEvent(QMouseEvent* event)
{
    const int row = rowAt(event->pos());
    if (markAt(event->pos()) >= 0)
        mousePressEvent(event); // the second of two quick clicks on the mark
    else if (row >= 0)
        Q_EMIT activated(row);
}

void TimelineView::setHovered(int row)
{
    if (std::exchange(m_hovered, row) != row)
        viewport()->update();
}

void TimelineView::mouseMoveEvent(QMouseEvent* event)
{
    setHovered(rowAt(event->pos()));
}

void TimelineView::leaveEvent(QEvent*)
{
    setHovered(-1);
}

void TimelineView::focusInEvent(QFocusEvent*)
{
    viewport()->update();
}

void TimelineView::focusOutEvent(QFocusEvent*)
{
    viewport()->update();
}

void TimelineView::contextMenuEvent(QContextMenuEvent* event)
{
    if (m_current < 0)
        return;
    QMenu menu(this);
    menu.addAction(tr("Copy"), QKeySequence::Copy, this, &TimelineView::copySelection);
    menu.addActions(actions());
    if (const TimelineModel::Fold fold = m_model->foldOf(m_current); fold.further > 0)
        menu.addAction(fold.open ? tr("Fold this request") : tr("Unfold this request"), this, [this, fold] { setOpen(m_current, !fold.open); });
    menu.addAction(tr("Show history of this entity"), QKeySequence(Qt::Key_H), this, &TimelineView::historyAsked);
    menu.exec(event->globalPos());
}

bool TimelineView::viewportEvent(QEvent* event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int row = rowAt(help->pos());
    const TimelineEntry* entry = m_model->entry(row);
    if (entry)
        QToolTip::showText(help->globalPos(), toolTipOf(row, *entry), this);
    return true;
}

/// The time in full, and the words where the row had no room for them. A record must not become rich text.
QString TimelineView::toolTipOf(int row, const TimelineEntry& entry)
{
    QPixmap nowhere(1, 1);
    QPainter painter(&nowhere);
    const QString origin = originText(entry.time.origin);
    const QString stamp = stampText(entry.time, m_model->zone());
    QStringList lines {origin.isEmpty() ? stamp : tr("%1, %2").arg(stamp, origin)};
    if (TimelinePainter(painter, viewport()->width(), *m_model, false).isCut(entry, m_model->foldOf(row)))
        lines << entry.headline << entry.detail;
    lines << furtherText(row);
    for (const RowColumn column : m_model->columns()) {
        if (const QString& fact = entry.facts[std::size_t(column)]; !fact.isEmpty())
            lines << tr("%1: %2", "a column's title and what stands in it").arg(rowColumnTitle(column), fact);
    }
    lines.removeAll(QString());
    return QStringLiteral("<p style='white-space:pre-wrap'>%1</p>").arg(lines.join(QLatin1Char('\n')).toHtmlEscaped());
}

} // namespace auditlens
