// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QStringList>

class QTableWidget;

namespace auditlens {

/// A table to read from, in the look of the dialogs: whole rows, one at a time; Tab leaves it.
QTableWidget* makeTable(const QString& accessibleName, const QStringList& titles);

} // namespace auditlens
