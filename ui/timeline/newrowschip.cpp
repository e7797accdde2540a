// SPDX-License-Identifier: MIT
#include "timeline/newrowschip.h"

#include "models/timetext.h"

#include <QEvent>

namespace auditlens {

namespace {

    constexpr int fromEdge = 38; // below the header of the day

} // namespace

NewRowsChip::NewRowsChip(QWidget* list)
    : QPushButton(list)
{
    setObjectName(QStringLiteral("newRows"));
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    list->installEventFilter(this);
    hide();
}

void NewRowsChip::add(quint32 rows, bool below)
{
    if (rows == 0)
        return;
    m_count += rows;
    m_below = below;
    const QString text = tr("%n new event(s)", nullptr, int(m_count)).replace(QString::number(m_count), numberText(m_count));
    setText((below ? QStringLiteral("↓ ") : QStringLiteral("↑ ")) + text);
    setAccessibleName(text);
    setToolTip(tr("Go there"));
    place();
    show();
    raise();
}

void NewRowsChip::clear()
{
    m_count = 0;
    hide();
}

void NewRowsChip::place()
{
    adjustSize();
    const QSize list = parentWidget()->size();
    move((list.width() - width()) / 2, m_below ? list.height() - height() - fromEdge / 2 : fromEdge);
}

bool NewRowsChip::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Resize)
        place();
    return QPushButton::eventFilter(watched, event);
}

} // namespace auditlens
