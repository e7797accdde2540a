// SPDX-License-Identifier: MIT
#pragma once

#include "views/rowcolumn.h"

#include <QMenu>

#include <vector>

namespace auditlens {

/// Chooses the columns of the timeline. What is ticked last stands last.
class ColumnMenu : public QMenu
{
    Q_OBJECT

public:
    explicit ColumnMenu(QWidget* parent = nullptr);

    const std::vector<RowColumn>& columns() const { return m_columns; }
    void setColumns(std::vector<RowColumn> columns);

Q_SIGNALS:
    void columnsChanged(const std::vector<auditlens::RowColumn>& columns);

private:
    void toggle(RowColumn column, bool wanted);

    std::vector<RowColumn> m_columns;
};

} // namespace auditlens
