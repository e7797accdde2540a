// SPDX-License-Identifier: MIT
#pragma once

#include <QTimeZone>
#include <QToolButton>

class QMenu;

namespace auditlens {

/// Chooses the zone of every time in the window: UTC, this machine's, or any other by its name.
class ZoneButton : public QToolButton
{
    Q_OBJECT

public:
    explicit ZoneButton(QWidget* parent = nullptr);

    void setZone(const QTimeZone& zone); ///< Without zoneChosen().
    void toggleUtc(); ///< UTC, or the zone that was shown before it.
    void askForZone();

Q_SIGNALS:
    void zoneChosen(const QTimeZone& zone);

private:
    void fillMenu();
    void addZone(const QString& title, const QTimeZone& zone);

    QMenu* m_menu;
    QTimeZone m_zone = QTimeZone::utc();
    QTimeZone m_other = QTimeZone::systemTimeZone(); ///< The last one that was not UTC.
};

} // namespace auditlens
