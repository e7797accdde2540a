// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"

#include <QString>
#include <QTimeZone>

#include <string>

namespace auditlens {

/// Appends "2025-03-14T10:00:00.123Z" in UTC and "2025-03-14T11:00:00.123+01:00" elsewhere; nothing for noTime.
void appendZonedTime(std::string& out, const EventTime& time, const QTimeZone& zone);
QString zonedTimeText(const EventTime& time, const QTimeZone& zone);
/// "UTC" or the IANA name: what a column header says.
std::string zoneName(const QTimeZone& zone);

} // namespace auditlens
