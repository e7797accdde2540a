// SPDX-License-Identifier: MIT
#pragma once

#include "base/result.h"
#include "event/event.h"
#include "json/document.h"

#include <QByteArray>
#include <QDateTime>

#include <optional>
#include <string>
#include <string_view>

namespace auditlens {

/// One record as its source sent it, on one line, and the time that its source keeps it by.
struct SourceRecord
{
    Nanoseconds time = noTime;
    std::string record;
};

/// Tells records apart: 24 hex digits of the SHA-256 of its bytes.
QByteArray hashOf(const SourceRecord& record);
bool isRecordHash(const QByteArray& text);

/// Line ends between the values of a pretty answer become blanks; within a string JSON allows none.
std::string onOneLine(std::string record);

/// "2025-12-03T15:04:05.123456+00:00", with a space for the "T", any number of digits, "Z" or no zone at all for UTC.
std::optional<Nanoseconds> readIsoTime(std::string_view text);
/// "2025-12-03T15:04:05.123456Z" with so many digits; the year 1 and 9999 for what lies before and after.
QByteArray isoTime(Nanoseconds time, unsigned fractionDigits);
Nanoseconds nanosecondsOf(const QDateTime& time);
/// `time + distance`, or the end of what 64 bits hold.
Nanoseconds movedBy(Nanoseconds time, Nanoseconds distance);

/// For bytes that are not what a service writes.
Error notAnAnswer(const QString& why);
/// Why a body is no JSON, and where.
QString noJson(const json::Document& document);

} // namespace auditlens
