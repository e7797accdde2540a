// SPDX-License-Identifier: MIT
#include "models/timetext.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace auditlens {

namespace {

    struct Tr
    {
        Q_DECLARE_TR_FUNCTIONS(auditlens::TimeText)
    };

    constexpr Nanoseconds perMs = 1'000'000;
    constexpr Nanoseconds perSecond = 1'000'000'000;

    Nanoseconds floorDiv(Nanoseconds ns, Nanoseconds by)
    {
        const Nanoseconds down = ns / by;
        return ns % by < 0 ? down - 1 : down;
    }

    QDateTime at(Nanoseconds ns, const QTimeZone& zone)
    {
        return QDateTime::fromMSecsSinceEpoch(floorDiv(ns, perMs), zone);
    }

} // namespace

QString clockText(Nanoseconds ns, const QTimeZone& zone)
{
    return at(ns, zone).toString(QStringLiteral("HH:mm:ss"));
}

QString stampText(const EventTime& time, const QTimeZone& zone)
{
    QString text = at(time.ns, zone).toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    if (time.fractionDigits > 0) {
        const Nanoseconds rest = time.ns - floorDiv(time.ns, perSecond) * perSecond;
        text += QLatin1Char('.') + QString::number(rest).rightJustified(9, QLatin1Char('0')).left(time.fractionDigits);
    }
    return text + QLatin1Char(' ') + zoneText(time.ns, zone);
}

QString dayText(const QDate& date)
{
    //: A day in the list, as QLocale::toString() takes it.
    return QLocale().toString(date, Tr::tr("dddd, d MMMM yyyy"));
}

QString dateText(Nanoseconds ns, const QTimeZone& zone)
{
    return at(ns, zone).date().toString(Qt::ISODate);
}

QString zoneText(Nanoseconds ns, const QTimeZone& zone)
{
    if (zone == QTimeZone::utc())
        return QStringLiteral("UTC");
    return zone.displayName(at(ns, zone), QTimeZone::ShortName, QLocale::c());
}

QString originText(TimeOrigin origin)
{
    switch (origin) {
    case TimeOrigin::ZoneAssumed:
        return Tr::tr("zone assumed");
    case TimeOrigin::Neighbours:
    case TimeOrigin::Missing:
        return Tr::tr("time placed by its neighbours");
    case TimeOrigin::Stated:
        break;
    }
    return {};
}

QString numberText(quint64 number)
{
    return QLocale().toString(number);
}

QString sizeText(quint64 bytes)
{
    return QLocale().formattedDataSize(qint64(bytes), 1, QLocale::DataSizeSIFormat);
}

} // namespace auditlens
