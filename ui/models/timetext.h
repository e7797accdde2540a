// SPDX-License-Identifier: MIT
#pragma once

#include "event/event.h"

#include <QDate>
#include <QString>
#include <QTimeZone>

namespace auditlens {

/// "14:02:11"
QString clockText(Nanoseconds ns, const QTimeZone& zone);
/// "2026-03-24 14:02:11.482 UTC", with as many digits as the record had.
QString stampText(const EventTime& time, const QTimeZone& zone);
/// "Tuesday, 24 March 2026"
QString dayText(const QDate& date);
/// "2026-03-24"
QString dateText(Nanoseconds ns, const QTimeZone& zone);
/// "UTC", or the local zone's abbreviation at that moment: "CET".
QString zoneText(Nanoseconds ns, const QTimeZone& zone);
/// "time placed by its neighbours"; empty for a stated time.
QString originText(TimeOrigin origin);

/// "1,204,311" in the language of the application.
QString numberText(quint64 number);
/// "4.2 MB"
QString sizeText(quint64 bytes);

} // namespace auditlens
