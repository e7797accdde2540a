// SPDX-License-Identifier: MIT
#include "query/queryhistory.h"

#include "query/queryedit.h"
#include "style/theme.h"

#include <QKeyEvent>

#include <algorithm>

namespace auditlens {

QueryHistory::QueryHistory(QueryEdit* edit)
    : QueryPopup(edit, tr("Recent filters"))
{
    setTextElideMode(Qt::ElideMiddle);
    setFont(monoFont(12));
    connect(edit, &QPlainTextEdit::textChanged, this, &QListWidget::hide);
}

void QueryHistory::setQueries(const QStringList& queries)
{
    m_queries = queries;
}

void QueryHistory::open()
{
    constexpr int leastWidth = 320;
    constexpr int maxRows = 12;
    edit()->setFocus(Qt::ShortcutFocusReason);
    clear();
    addItems(m_queries);
    if (count() == 0)
        return;
    const QPoint below = edit()->mapTo(edit()->window(), QPoint(-12, edit()->height()));
    showBelow(below, std::max(leastWidth, edit()->width() + 24), maxRows);
    setCurrentRow(0);
}

bool QueryHistory::opensWith(const QKeyEvent& key)
{
    if (m_queries.isEmpty() || key.key() != Qt::Key_Down)
        return false;
    const bool plain = !(key.modifiers() & ~Qt::KeypadModifier);
    if (key.modifiers() != Qt::AltModifier && !(plain && edit()->query().isEmpty()))
        return false;
    open();
    return true;
}

void QueryHistory::take()
{
    const QString query = currentItem() ? currentItem()->text() : QString();
    hide();
    if (!query.isEmpty())
        Q_EMIT chosen(query);
}

} // namespace auditlens
