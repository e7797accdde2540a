// SPDX-License-Identifier: MIT
#include "query/zonebutton.h"

#include "models/zonemodel.h"
#include "query/zonedialog.h"

#include <QMenu>

namespace auditlens {

ZoneButton::ZoneButton(QWidget* parent)
    : QToolButton(parent)
    , m_menu(new QMenu(this))
{
    setProperty("look", QStringLiteral("button"));
    setPopupMode(InstantPopup);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setFocusPolicy(Qt::StrongFocus);
    setMenu(m_menu);
    connect(m_menu, &QMenu::aboutToShow, this, &ZoneButton::fillMenu);
    setZone(m_zone);
}

void ZoneButton::setZone(const QTimeZone& zone)
{
    m_zone = zone;
    if (zone != QTimeZone::utc())
        m_other = zone;
    setText(zoneShortName(zone) + QString::fromUtf8(" ▾"));
    setToolTip(tr("Times are shown in %1").arg(zoneLongName(zone)));
    setAccessibleName(tr("Time zone: %1").arg(zoneLongName(zone)));
}

void ZoneButton::toggleUtc()
{
    Q_EMIT zoneChosen(m_zone == QTimeZone::utc() ? m_other : QTimeZone::utc());
}

void ZoneButton::fillMenu()
{
    m_menu->clear();
    const QTimeZone local = QTimeZone::systemTimeZone();
    addZone(tr("UTC"), QTimeZone::utc());
    if (local != QTimeZone::utc())
        addZone(tr("Local time (%1)").arg(QString::fromUtf8(local.id())), local);
    if (m_other != local && m_other != QTimeZone::utc())
        addZone(QString::fromUtf8(m_other.id()), m_other);
    m_menu->addSeparator();
    m_menu->addAction(tr("Another zone…"), this, &ZoneButton::askForZone);
}

void ZoneButton::addZone(const QString& title, const QTimeZone& zone)
{
    QAction* action = m_menu->addAction(title, this, [this, zone] { Q_EMIT zoneChosen(zone); });
    action->setCheckable(true);
    action->setChecked(zone == m_zone);
}

void ZoneButton::askForZone()
{
    auto* dialog = new ZoneDialog(window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ZoneDialog::chosen, this, &ZoneButton::zoneChosen);
    dialog->open();
}

} // namespace auditlens
