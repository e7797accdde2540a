// SPDX-License-Identifier: MIT
#include "timeline/columnmenu.h"

#include "models/columntext.h"

#include <algorithm>

namespace auditlens {

ColumnMenu::ColumnMenu(QWidget* parent) : QMenu(tr("&Columns"), parent)
{
    for (const RowColumn column : rowColumns) {
        QAction* action = addAction(rowColumnTitle(column));
        action->setCheckable(true);
        action->setData(int(column));
        connect(action, &QAction::triggered, this, [this, column](bool wanted) { toggle(column, wanted); });
    }
}

void ColumnMenu::toggle(RowColumn column, bool wanted)
{
    std::vector<RowColumn> columns = m_columns;
    std::erase(columns, column);
    if (wanted)
        columns.push_back(column);
    setColumns(std::move(columns));
}

void ColumnMenu::setColumns(std::vector<RowColumn> columns)
{
    m_columns = std::move(columns);
    for (QAction* action : actions())
        action->setChecked(std::ranges::find(m_columns, RowColumn(action->data().toInt())) != m_columns.end());
    Q_EMIT columnsChanged(m_columns);
}

} // namespace auditlens
