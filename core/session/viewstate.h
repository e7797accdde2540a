// SPDX-License-Identifier: MIT
#pragma once

#include "query/timerange.h"

#include <QString>
#include <QTimeZone>

namespace auditlens {

/// What the window looks at: every part of it shows the rows of one ViewState.
struct ViewState
{
    QString query;
    TimeRange range;
    QTimeZone zone = QTimeZone::utc(); ///< Days, typed times and shown times.
    bool fold = false; ///< The events of a request as one row.
    bool oldestFirst = false; ///< Not while rows are folded: then the newest request is the first.

    bool isFiltered() const { return !query.trimmed().isEmpty() || !range.isUnbounded(); }
    friend bool operator==(const ViewState&, const ViewState&) = default;
};

} // namespace auditlens
