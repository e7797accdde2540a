// SPDX-License-Identifier: MIT
#pragma once

#include "query/askedrange.h"

#include <QTimeZone>
#include <QToolButton>

class QLabel;
class QLineEdit;
class QMenu;

namespace auditlens {

/// Chooses the range of time: presets, or a beginning and an end as people type them.
class TimeRangeButton : public QToolButton
{
    Q_OBJECT

public:
    explicit TimeRangeButton(QWidget* parent = nullptr);

    /// Reads what was asked for again: "today" is another day in another zone. Without rangeChanged().
    void setZone(const QTimeZone& zone);
    /// The span of the archive, for presets that count from its newest event.
    void setSpan(Nanoseconds first, Nanoseconds last);
    void setRange(const TimeRange& range); ///< Without rangeChanged().
    /// The same for what somebody asked for earlier; all time when it cannot be read.
    void setAsked(const AskedRange& asked);
    const TimeRange& range() const { return m_range; }
    /// As it was asked for: "last month" stays relative.
    const AskedRange& asked() const { return m_asked; }
    /// False, and the text is told in the menu, when one of them cannot be read.
    bool applyTyped(const QString& from, const QString& to);

Q_SIGNALS:
    void rangeChanged(const auditlens::TimeRange& range);

private:
    void buildMenu();
    void choose(const AskedRange& asked);
    void addPreset(const QString& title, const QString& from, const QString& to);
    void addNewest(const QString& title, const QString& length);
    void showRange();
    QString spanText() const;

    Result<TimeRange> read(const AskedRange& asked) const;

    TimeRange m_range;
    AskedRange m_asked;
    QTimeZone m_zone = QTimeZone::utc();
    Nanoseconds m_last = noTime;
    QMenu* m_menu;
    QLineEdit* m_from = nullptr;
    QLineEdit* m_to = nullptr;
    QLabel* m_zoneNote = nullptr;
    QLabel* m_problem = nullptr;
};

} // namespace auditlens
