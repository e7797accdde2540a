// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "exporting/exporter.h"
#include "query/askedrange.h"
#include "views/rowcolumn.h"

#include <QByteArray>
#include <QString>

#include <optional>
#include <vector>

namespace auditlens {

/// A question with a name, as it is kept in a file of its own: docs/saved-views.md. Relative times stay relative.
struct SavedView
{
    QString name; ///< One line of 1 to 120 characters.
    QString query;
    AskedRange range;
    QByteArray zone = "UTC"; ///< IANA name; typed times are read and shown in it.
    RowOrder order = RowOrder::NewestFirst; ///< The window shows folded rows newest first nevertheless.
    bool fold = false; ///< The events of a request as one row; of the window.
    std::vector<RowColumn> columns = {}; ///< Beside the sentences of the window's list, from the left; each once.
    friend bool operator==(const SavedView&, const SavedView&) = default;
};

constexpr qint64 maxViewBytes = 64 << 10;

/// What keeps a text from being the name of a view; empty when nothing does.
QString nameProblem(const QString& name);

/// Reads the text of a file. `file` is its path, for the Error. A query or time that cannot be read is not refused
/// here: see viewProblem().
Result<SavedView> readView(const QByteArray& text, const QString& file);
/// JSON, indented, with a line feed at the end.
QByteArray writeView(const SavedView& view);

/// Why the view finds nothing now: its query or its range cannot be read.
std::optional<Error> viewProblem(const SavedView& view);

} // namespace auditlens
