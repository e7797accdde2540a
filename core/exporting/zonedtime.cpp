// SPDX-License-Identifier: MIT
#include "exporting/zonedtime.h"

#include "base/text.h"
#include "event/isotime.h"

#include <QDateTime>

#include <cstdlib>

namespace auditlens {

namespace {

void appendTwoDigits(std::string& out, int number)
{
    out += char('0' + number / 10);
    out += char('0' + number % 10);
}

} // namespace

void appendZonedTime(std::string& out, const EventTime& time, const QTimeZone& zone)
{
    if (time.ns == noTime)
        return;
    if (zoneName(zone) == "UTC") {
        appendIsoUtc(out, time.ns, time.fractionDigits);
        return;
    }
    const int offset = zone.offsetFromUtc(QDateTime::fromMSecsSinceEpoch(time.ns / 1'000'000, Qt::UTC));
    appendIsoUtc(out, time.ns + offset * nanosecondsPerSecond, time.fractionDigits);
    out.back() = offset < 0 ? '-' : '+';
    appendTwoDigits(out, std::abs(offset) / 3600);
    out += ':';
    appendTwoDigits(out, std::abs(offset) / 60 % 60);
}

QString zonedTimeText(const EventTime& time, const QTimeZone& zone)
{
    std::string text;
    appendZonedTime(text, time, zone);
    return toQString(text);
}

std::string zoneName(const QTimeZone& zone)
{
    return zone == QTimeZone::utc() ? "UTC" : zone.id().toStdString();
}

} // namespace auditlens
