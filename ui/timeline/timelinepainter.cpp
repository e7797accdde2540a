// SPDX-License-Identifier: MIT
#include "timeline/timelinepainter.h"

#include "models/timelinegeometry.h"
#include "models/timetext.h"
#include "style/glyphs.h"
#include "style/theme.h"

#include <QCoreApplication>
#include <QFontMetrics>

#include <algorithm>

namespace auditlens {

namespace {

    struct Tr
    {
        Q_DECLARE_TR_FUNCTIONS(auditlens::TimelineView)
    };

    constexpr int rowHeight = int(TimelineGeometry::rowHeight);
    constexpr int dayHeight = int(TimelineGeometry::dayHeight);
    constexpr int margin = 14;
    constexpr int timeWidth = 74;
    constexpr int badgeSize = 20;
    constexpr int badgeLeft = margin + timeWidth + 10;
    constexpr int textLeft = badgeLeft + 22 + 10;
    constexpr int chipHeight = 20;
    constexpr int chipGap = 5;
    constexpr int textGap = 10;
    constexpr int lockSize = 11;

} // namespace

TimelinePainter::TimelinePainter(QPainter& painter, int width, const TimelineModel& model, bool focused)
    : m_painter(painter)
    , m_width(width)
    , m_model(model)
    , m_columns(width, model.columns())
    , m_zone(model.zone())
    , m_focused(focused)
    , m_folded(model.isFolded())
    , m_mono(monoFont(12))
    , m_headline(textFont(13, QFont::Medium))
    , m_detail(textFont(12))
    , m_chip(textFont(11))
    , m_day(textFont(12, QFont::DemiBold))
{
}

void TimelinePainter::paintDay(int y, QDate date, std::uint32_t events) const
{
    const QRect rect(0, y, m_width, dayHeight);
    m_painter.fillRect(rect, theme().bg);
    m_painter.fillRect(QRect(0, y + dayHeight - 1, m_width, 1), theme().line);
    m_painter.setFont(m_day);
    m_painter.setPen(theme().dim);
    const QRect text = rect.adjusted(margin, 0, -margin, 0);
    m_painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, dayText(date));
    const QString count = Tr::tr("%n event(s)", nullptr, int(events)).replace(QString::number(events), numberText(events));
    m_painter.drawText(text, Qt::AlignRight | Qt::AlignVCenter, count);
}

void TimelinePainter::paintRow(int y, const TimelineEntry* entry, RowState state) const
{
    const QRect rect(0, y, m_width, rowHeight);
    const bool lit = state.current || state.selected;
    if (lit || state.hovered)
        m_painter.fillRect(rect, lit ? theme().selection : mixed(theme().panel, theme().selection, 0.45));
    m_painter.fillRect(QRect(0, y + rowHeight - 1, m_width, 1), theme().line);
    if (state.current)
        m_painter.fillRect(QRect(0, y, 3, rowHeight - 1), m_focused ? theme().accent : mixed(theme().line, theme().accent, 0.55));
    if (state.fold.further > 0)
        paintMark(y, state.fold.open);
    const int indent = indentOf(state.fold);
    if (!entry) {
        paintPlaceholder(y, indent);
        return;
    }
    paintTime(y, *entry, indent);
    paintBadge(m_painter, QRectF(badgeLeft + indent, y + (rowHeight - badgeSize) / 2.0 - 0.5, badgeSize, badgeSize), entry->verb);
    paintTexts(y, *entry, textLeft + indent, paintChips(y, fittingChips(*entry, state.fold)));
    paintColumns(y, *entry);
}

void TimelinePainter::paintColumns(int y, const TimelineEntry& entry) const
{
    m_painter.setFont(m_detail);
    m_painter.setPen(theme().dim);
    const QFontMetrics metrics(m_detail);
    for (const ColumnPlace& place : m_columns.places) {
        const QString text = metrics.elidedText(entry.facts[std::size_t(place.column)], Qt::ElideRight, place.width);
        m_painter.drawText(QRect(place.left, y, place.width, rowHeight - 1), Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

int TimelinePainter::indentOf(TimelineModel::Fold fold) const
{
    constexpr int memberIndent = 22;
    return (m_folded ? markWidth - margin : 0) + (fold.member ? memberIndent : 0);
}

/// A triangle: to the right while folded, down while unfolded.
void TimelinePainter::paintMark(int y, bool open) const
{
    const QPointF middle(markWidth / 2.0 + 2, y + (rowHeight - 1) / 2.0);
    QPolygonF triangle {QPointF(-2.5, -4.5), QPointF(3, 0), QPointF(-2.5, 4.5)};
    if (open)
        triangle = {QPointF(-4.5, -2.5), QPointF(0, 3), QPointF(4.5, -2.5)};
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(theme().accent);
    m_painter.drawPolygon(triangle.translated(middle));
    m_painter.restore();
}

void TimelinePainter::paintPlaceholder(int y, int indent) const
{
    m_painter.setPen(Qt::NoPen);
    m_painter.setBrush(theme().line);
    m_painter.drawRoundedRect(QRect(margin + indent, y + 20, 56, 10), 3, 3);
    m_painter.drawRoundedRect(QRect(badgeLeft + indent, y + 16, badgeSize, badgeSize), 6, 6);
    m_painter.drawRoundedRect(QRect(textLeft + indent, y + 12, std::min(260, m_width / 3), 11), 3, 3);
    m_painter.drawRoundedRect(QRect(textLeft + indent, y + 30, std::min(160, m_width / 5), 9), 3, 3);
}

void TimelinePainter::paintTime(int y, const TimelineEntry& entry, int indent) const
{
    m_painter.setFont(m_mono);
    m_painter.setPen(theme().dim);
    // A tilde before a time the record did not state itself: told without colour and without room.
    const bool guessed = entry.time.origin == TimeOrigin::Neighbours || entry.time.origin == TimeOrigin::Missing;
    const QString text = (guessed ? QStringLiteral("~") : QString()) + clockText(entry.time.ns, m_zone)
        + (entry.time.origin == TimeOrigin::ZoneAssumed ? QStringLiteral("*") : QString());
    m_painter.drawText(QRect(margin + indent, y, timeWidth + 8, rowHeight - 1), Qt::AlignLeft | Qt::AlignVCenter, text);
}

void TimelinePainter::paintTexts(int y, const TimelineEntry& entry, int left, int right) const
{
    const int width = std::max(40, right - textGap - left);
    const QFontMetrics head(m_headline);
    const QFontMetrics detail(m_detail);
    const bool two = !entry.detail.isEmpty();
    m_painter.setFont(m_headline);
    m_painter.setPen(theme().text);
    const QRect first(left, y + (two ? 7 : 0), width, two ? 20 : rowHeight - 1);
    m_painter.drawText(first, Qt::AlignLeft | Qt::AlignVCenter, head.elidedText(entry.headline, Qt::ElideRight, width));
    if (!two)
        return;
    m_painter.setFont(m_detail);
    m_painter.setPen(theme().dim);
    const QRect second(left, y + 26, width, 18);
    m_painter.drawText(second, Qt::AlignLeft | Qt::AlignVCenter, detail.elidedText(entry.detail, Qt::ElideRight, width));
}

std::vector<TimelinePainter::Chip> TimelinePainter::chipsOf(const TimelineEntry& entry, TimelineModel::Fold fold) const
{
    std::vector<Chip> chips;
    for (const QString& field : entry.changed)
        chips.push_back({field, Chip::Look::Plain});
    if (entry.moreChanged > 0)
        chips.push_back({Tr::tr("+%1").arg(entry.moreChanged), Chip::Look::Plain});
    if (entry.outcome == Outcome::Failure)
        chips.push_back({QString(QChar(0x2715)) + QLatin1Char(' ') + Tr::tr("failed"), Chip::Look::Bad});
    for (const QString& mark : m_model.marksOf(entry))
        chips.push_back({QString(QChar(0x2715)) + QLatin1Char(' ') + mark, Chip::Look::Bad});
    if (entry.masked > 0)
        chips.push_back({Tr::tr("%n masked", nullptr, entry.masked), Chip::Look::Lock});
    if (fold.further > 0)
        chips.push_back({Tr::tr("+%1").arg(numberText(fold.further)), Chip::Look::Further});
    return chips;
}

int TimelinePainter::chipWidth(const Chip& chip) const
{
    const int text = QFontMetrics(m_chip).horizontalAdvance(chip.text);
    return text + 18 + (chip.look == Chip::Look::Lock ? lockSize + 3 : 0);
}

/// The words come first: what would take more than half of the row is left out, and a narrow row keeps only what its
/// second line does not say.
std::vector<TimelinePainter::Chip> TimelinePainter::fittingChips(const TimelineEntry& entry, TimelineModel::Fold fold) const
{
    std::vector<Chip> chips = chipsOf(entry, fold);
    const bool narrow = m_columns.left < 560;
    const int room = (m_columns.left - textLeft - indentOf(fold)) / 2;
    int used = 0;
    for (Chip& chip : chips) {
        if (chip.look == Chip::Look::Plain)
            chip.text = QFontMetrics(m_chip).elidedText(chip.text, Qt::ElideRight, 120);
        used += chipWidth(chip) + chipGap;
    }
    while ((used > room || narrow) && !chips.empty() && chips.front().look == Chip::Look::Plain) {
        used -= chipWidth(chips.front()) + chipGap;
        chips.erase(chips.begin());
    }
    return chips;
}

int TimelinePainter::chipsLeft(const std::vector<Chip>& chips) const
{
    int left = m_columns.left - margin;
    for (const Chip& chip : chips)
        left -= chipWidth(chip) + chipGap;
    return chips.empty() ? left : left + chipGap;
}

int TimelinePainter::paintChips(int y, const std::vector<Chip>& chips) const
{
    const int left = chipsLeft(chips);
    int x = left;
    for (const Chip& chip : chips) {
        const int width = chipWidth(chip);
        paintChip(QRect(x, y + (rowHeight - chipHeight) / 2, width, chipHeight), chip);
        x += width + chipGap;
    }
    return left;
}

bool TimelinePainter::isCut(const TimelineEntry& entry, TimelineModel::Fold fold) const
{
    const int width = chipsLeft(fittingChips(entry, fold)) - textGap - textLeft - indentOf(fold);
    return QFontMetrics(m_headline).horizontalAdvance(entry.headline) > width
        || QFontMetrics(m_detail).horizontalAdvance(entry.detail) > width;
}

void TimelinePainter::paintChip(const QRect& rect, const Chip& chip) const
{
    m_painter.save();
    m_painter.setRenderHint(QPainter::Antialiasing);
    const bool plain = chip.look == Chip::Look::Plain;
    const bool lock = chip.look == Chip::Look::Lock;
    m_painter.setPen(plain ? QPen(theme().line) : Qt::NoPen);
    const bool further = chip.look == Chip::Look::Further;
    m_painter.setBrush(plain ? QBrush(Qt::NoBrush) : QBrush(lock ? theme().mask : further ? theme().accentWeak : theme().removeBg));
    m_painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 9.5, 9.5);
    const QColor colour = plain ? theme().dim : lock ? theme().access : further ? theme().accent : theme().remove;
    QRect text = rect.adjusted(9, 0, -9, 0);
    if (lock) {
        paintLock(m_painter, QRectF(text.left() - 1, rect.center().y() - 5.5, lockSize, lockSize), colour);
        text.setLeft(text.left() + lockSize + 3);
    }
    m_painter.setFont(m_chip);
    m_painter.setPen(colour);
    m_painter.drawText(text, Qt::AlignVCenter | Qt::AlignLeft, chip.text);
    m_painter.restore();
}

void TimelinePainter::paintMessage(const QRect& rect, const QString& text) const
{
    m_painter.setFont(textFont(13));
    m_painter.setPen(theme().dim);
    m_painter.drawText(rect.adjusted(40, 0, -40, 0), Qt::AlignCenter | Qt::TextWordWrap, text);
}

} // namespace auditlens
