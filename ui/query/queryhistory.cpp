// SPDX-License-Identifier: MIT
#include "query/queryhistory.h"

#include "query/queryedit.h"
#include "style/theme.h"

#include <QKeyEvent>

#include <algorithm>

namespace auditlens {

namespace {

    constexpr int rowHeight = 26;
    constexpr int maxRows = 12;
    constexpr int leastWidth = 320;

} // namespace

QueryHistory::QueryHistory(QueryEdit* edit)
    : QListWidget(edit)
    , m_edit(edit)
{
    setObjectName(QStringLiteral("completion"));
    setAccessibleName(tr("Recent filters"));
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTextElideMode(Qt::ElideMiddle);
    setUniformItemSizes(true);
    setFont(monoFont(12));
    hide();
    edit->installEventFilter(this);
    connect(edit, &QPlainTextEdit::textChanged, this, &QListWidget::hide);
    connect(this, &QListWidget::itemClicked, this, &QueryHistory::take);
}

void QueryHistory::setQueries(const QStringList& queries)
{
    m_queries = queries;
}

void QueryHistory::open()
{
    m_edit->setFocus(Qt::ShortcutFocusReason);
    clear();
    addItems(m_queries);
    if (count() > 0)
        place();
}

void QueryHistory::place()
{
    if (parentWidget() != m_edit->window())
        setParent(m_edit->window());
    const QPoint below = m_edit->mapTo(m_edit->window(), QPoint(0, m_edit->height()));
    setGeometry(below.x() - 12, below.y() + 10, std::max(leastWidth, m_edit->width() + 24), std::min(count(), maxRows) * rowHeight + 8);
    setCurrentRow(0);
    raise();
    show();
}

bool QueryHistory::opens(int key, Qt::KeyboardModifiers modifiers) const
{
    if (m_queries.isEmpty() || key != Qt::Key_Down)
        return false;
    return modifiers == Qt::AltModifier || (!(modifiers & ~Qt::KeypadModifier) && m_edit->query().isEmpty());
}

bool QueryHistory::eventFilter(QObject* watched, QEvent* event)
{
    if (watched != m_edit) // the list also watches its own scroll bars
        return QListWidget::eventFilter(watched, event);
    if (event->type() == QEvent::FocusOut || event->type() == QEvent::Hide)
        hide();
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto* key = static_cast<QKeyEvent*>(event);
    if (isVisible())
        return handleKey(key->key());
    if (!opens(key->key(), key->modifiers()))
        return false;
    open();
    return true;
}

bool QueryHistory::handleKey(int key)
{
    switch (key) {
    case Qt::Key_Down:
        setCurrentRow((currentRow() + 1) % count());
        return true;
    case Qt::Key_Up:
        setCurrentRow(currentRow() > 0 ? currentRow() - 1 : count() - 1);
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        take();
        return true;
    case Qt::Key_Escape:
        hide();
        return true;
    default:
        return false;
    }
}

void QueryHistory::take()
{
    const QString query = currentItem() ? currentItem()->text() : QString();
    hide();
    if (!query.isEmpty())
        Q_EMIT chosen(query);
}

} // namespace auditlens
