// SPDX-License-Identifier: MIT
#pragma once

#include <QSettings>
#include <QString>
#include <QStringList>

namespace auditlens {

/// The queries that were asked last, newest first, each once, kept in the settings. What cannot be read as a query is
/// never kept.
class RecentQueries
{
public:
    static constexpr qsizetype mostQueries = 50;

    explicit RecentQueries(QSettings* settings) : m_settings(settings) { }

    QStringList list() const;
    void add(const QString& query);
    void clear();

private:
    QSettings* m_settings;
};

} // namespace auditlens
