// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractListModel>
#include <QByteArrayList>
#include <QTimeZone>

namespace auditlens {

/// Every time zone that this machine knows, by its IANA name and its offset from UTC today.
class ZoneModel : public QAbstractListModel
{
    Q_OBJECT

public:
    explicit ZoneModel(QObject* parent = nullptr);

    QTimeZone zone(int row) const;
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

private:
    QByteArrayList m_ids;
};

/// "UTC", "Local", "Tokyo": where room is short.
QString zoneShortName(const QTimeZone& zone);
/// "UTC", "local time (Europe/Berlin)", "Asia/Tokyo".
QString zoneLongName(const QTimeZone& zone);

} // namespace auditlens
