// SPDX-License-Identifier: MIT
#include "query/querypopup.h"

#include "query/queryedit.h"

#include <QKeyEvent>

#include <algorithm>

namespace auditlens {

QueryPopup::QueryPopup(QueryEdit* edit, const QString& accessibleName)
    : QListWidget(edit)
    , m_edit(edit)
{
    setObjectName(QStringLiteral("completion"));
    setAccessibleName(accessibleName);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setUniformItemSizes(true);
    hide();
    edit->installEventFilter(this);
    connect(this, &QListWidget::itemClicked, this, &QueryPopup::take);
}

void QueryPopup::showBelow(const QPoint& below, int width, int maxRows)
{
    if (parentWidget() != m_edit->window())
        setParent(m_edit->window());
    setGeometry(below.x(), below.y() + 10, width, std::min(count(), maxRows) * rowHeight + 8);
    raise();
    show();
}

bool QueryPopup::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_edit) // the list also watches its own scroll bars
        return QListWidget::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut || event->type() == QEvent::Hide)
        hide();
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    return (isVisible() && handleKey(key->key())) || opensWith(*key);
}

bool QueryPopup::handleKey(int key)
{
    switch (key) {
    case Qt::Key_Down:
        setCurrentRow((currentRow() + 1) % count());
        return true;
    case Qt::Key_Up:
        setCurrentRow(currentRow() > 0 ? currentRow() - 1 : count() - 1);
        return true;
    case Qt::Key_Tab:
        setCurrentRow(std::max(0, currentRow()));
        take();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (currentRow() < 0) { // nothing was chosen: the key is the query's
            hide();
            return false;
        }
        take();
        return true;
    case Qt::Key_Escape:
        hide();
        return true;
    default:
        return false;
    }
}

} // namespace auditlens
