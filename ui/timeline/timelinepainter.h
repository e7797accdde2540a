// SPDX-License-Identifier: MIT
#pragma once

#include "models/timelinemodel.h"
#include "timeline/columnlayout.h"

#include <QFont>
#include <QPainter>
#include <QTimeZone>

namespace auditlens {

/// Paints the lines of the timeline; made for one repaint.
class TimelinePainter
{
public:
    /// On the left of a row, where the mark is that unfolds it.
    static constexpr int markWidth = 24;

    TimelinePainter(QPainter& painter, int width, const TimelineModel& model, bool focused);

    void paintDay(int y, QDate date, std::uint32_t events) const;
    struct RowState
    {
        bool current = false;
        bool selected = false;
        bool hovered = false;
        TimelineModel::Fold fold = {};
    };
    /// A null entry is painted as a row whose text is on the way.
    void paintRow(int y, const TimelineEntry* entry, RowState state) const;
    void paintMessage(const QRect& rect, const QString& text) const;
    /// Whether a row of this width has no room for all of its words.
    bool isCut(const TimelineEntry& entry, TimelineModel::Fold fold) const;

private:
    struct Chip
    {
        QString text;
        enum class Look { Plain, Lock, Bad, Further } look = Look::Plain;
    };

    /// How much further to the right than without folding.
    int indentOf(TimelineModel::Fold fold) const;
    void paintMark(int y, bool open) const;
    void paintPlaceholder(int y, int indent) const;
    void paintTime(int y, const TimelineEntry& entry, int indent) const;
    void paintTexts(int y, const TimelineEntry& entry, int left, int right) const;
    void paintColumns(int y, const TimelineEntry& entry) const;
    std::vector<Chip> fittingChips(const TimelineEntry& entry, TimelineModel::Fold fold) const;
    int chipsLeft(const std::vector<Chip>& chips) const;
    int paintChips(int y, const std::vector<Chip>& chips) const;
    int chipWidth(const Chip& chip) const;
    void paintChip(const QRect& rect, const Chip& chip) const;
    std::vector<Chip> chipsOf(const TimelineEntry& entry, TimelineModel::Fold fold) const;

    QPainter& m_painter;
    int m_width;
    const TimelineModel& m_model;
    ColumnLayout m_columns;
    QTimeZone m_zone;
    bool m_focused;
    bool m_folded; ///< Leaves room for the marks.
    QFont m_mono;
    QFont m_headline;
    QFont m_detail;
    QFont m_chip;
    QFont m_day;
};

} // namespace auditlens
