// SPDX-License-Identifier: MIT
#pragma once

#include "session/eventrows.h"

#include <QFont>
#include <QPainter>
#include <QTimeZone>

namespace auditlens {

/// Paints the lines of the timeline; made for one repaint.
class TimelinePainter
{
public:
    TimelinePainter(QPainter& painter, int width, const QTimeZone& zone, bool focused);

    void paintDay(int y, const TimelineDay& day) const;
    struct RowState
    {
        bool current = false;
        bool selected = false;
        bool hovered = false;
    };
    /// A null entry is painted as a row whose text is on the way.
    void paintRow(int y, const TimelineEntry* entry, RowState state) const;
    void paintMessage(const QRect& rect, const QString& text) const;
    /// Whether a row of this width has no room for all of its words.
    bool isCut(const TimelineEntry& entry) const;

private:
    struct Chip
    {
        QString text;
        enum class Look { Plain, Lock, Bad } look = Look::Plain;
    };

    void paintPlaceholder(int y) const;
    void paintTime(int y, const TimelineEntry& entry) const;
    void paintTexts(int y, const TimelineEntry& entry, int right) const;
    std::vector<Chip> fittingChips(const TimelineEntry& entry) const;
    int chipsLeft(const std::vector<Chip>& chips) const;
    int paintChips(int y, const TimelineEntry& entry) const;
    int chipWidth(const Chip& chip) const;
    void paintChip(const QRect& rect, const Chip& chip) const;
    static std::vector<Chip> chipsOf(const TimelineEntry& entry);

    QPainter& m_painter;
    int m_width;
    QTimeZone m_zone;
    bool m_focused;
    QFont m_mono;
    QFont m_headline;
    QFont m_detail;
    QFont m_chip;
    QFont m_day;
};

} // namespace auditlens
