// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

class QTableView;
class QTableWidget;

namespace auditlens {

/// The look of a table in a dialog: whole rows, one at a time; Tab leaves it, and a cell that is cut off is shown whole
/// when the mouse rests on it.
void dressTable(QTableView* table);
/// A table to read from, in that look.
QTableWidget* makeTable(const QString& accessibleName, const QStringList& titles);

} // namespace auditlens
