// SPDX-License-Identifier: MIT
#pragma once

#include "history/entityhistory.h"

#include <QString>

#include <functional>

namespace auditlens {

/// "approved", "Red, Blue and perhaps others", "removed", "not recorded": one line of at most `longest` characters.
/// Masked values stay masked.
QString stateText(const FieldState& field, qsizetype longest = 60);

/// "premium was 990.00 after event 8c1f and 909.00 before event a77e: a change between them is not in this archive."
QString breakText(const EntityHistory& history, const HistoryBreak& found);

/// "It was created: 2025-03-01T09:00:00Z by Alice Nguyen, event e1.": one sentence or two about the object at that moment.
QString existenceText(const EntityHistory& history, const EntityState& state, const std::function<QString(const EventTime&)>& timeText);

} // namespace auditlens
