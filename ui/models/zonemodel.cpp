// SPDX-License-Identifier: MIT
#include "models/zonemodel.h"

#include <QDateTime>

namespace auditlens {

ZoneModel::ZoneModel(QObject* parent)
    : QAbstractListModel(parent)
{
    for (const QByteArray& id : QTimeZone::availableTimeZoneIds()) {
        if (!id.startsWith("UTC") && id.contains('/')) // "EST5EDT" and "UTC+03:00" are no places
            m_ids << id;
    }
}

QTimeZone ZoneModel::zone(int row) const
{
    return row >= 0 && row < m_ids.size() ? QTimeZone(m_ids[row]) : QTimeZone::utc();
}

int ZoneModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : int(m_ids.size());
}

QVariant ZoneModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || role != Qt::DisplayRole)
        return {};
    const QTimeZone zone = this->zone(index.row());
    QString name = QString::fromUtf8(zone.id());
    name.replace(QLatin1Char('_'), QLatin1Char(' '));
    const QString offset = zone.displayName(QDateTime::currentDateTimeUtc(), QTimeZone::OffsetName, QLocale::c());
    return QStringLiteral("%1   %2").arg(name, offset);
}

QString zoneShortName(const QTimeZone& zone)
{
    if (zone == QTimeZone::utc())
        return QStringLiteral("UTC");
    if (zone == QTimeZone::systemTimeZone())
        return ZoneModel::tr("Local");
    return QString::fromUtf8(zone.id()).section(QLatin1Char('/'), -1).replace(QLatin1Char('_'), QLatin1Char(' '));
}

QString zoneLongName(const QTimeZone& zone)
{
    const QString id = QString::fromUtf8(zone.id());
    if (zone == QTimeZone::utc())
        return QStringLiteral("UTC");
    return zone == QTimeZone::systemTimeZone() ? ZoneModel::tr("local time (%1)").arg(id) : id;
}

} // namespace auditlens
