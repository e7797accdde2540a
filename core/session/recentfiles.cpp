// SPDX-License-Identifier: MIT
#include "session/recentfiles.h"

#include <QFileInfo>

#include <algorithm>

namespace auditlens {

static QString groupName()
{
    return QStringLiteral("Recent");
}

std::vector<RecentFile> RecentFiles::list() const
{
    std::vector<RecentFile> files;
    const int count = m_settings->beginReadArray(groupName());
    for (int i = 0; i < count; ++i) {
        m_settings->setArrayIndex(i);
        const RecentFile file {m_settings->value(QStringLiteral("paths")).toStringList(),
            m_settings->value(QStringLiteral("title")).toString(), m_settings->value(QStringLiteral("events")).toULongLong(),
            m_settings->value(QStringLiteral("first")).toDateTime(), m_settings->value(QStringLiteral("last")).toDateTime(),
            m_settings->value(QStringLiteral("opened")).toDateTime()};
        if (!file.paths.isEmpty() && std::all_of(file.paths.begin(), file.paths.end(), [](const QString& path) { return QFileInfo::exists(path); }))
            files.push_back(file);
    }
    m_settings->endArray();
    return files;
}

void RecentFiles::add(const RecentFile& file)
{
    std::vector<RecentFile> files = list();
    std::erase_if(files, [&](const RecentFile& other) { return other.paths == file.paths; });
    files.insert(files.begin(), file);
    if (files.size() > maxFiles)
        files.resize(maxFiles);
    write(files);
}

void RecentFiles::clear()
{
    m_settings->remove(groupName());
}

void RecentFiles::write(const std::vector<RecentFile>& files)
{
    m_settings->remove(groupName());
    m_settings->beginWriteArray(groupName(), int(files.size()));
    for (int i = 0; i < int(files.size()); ++i) {
        const RecentFile& file = files[std::size_t(i)];
        m_settings->setArrayIndex(i);
        m_settings->setValue(QStringLiteral("paths"), file.paths);
        m_settings->setValue(QStringLiteral("title"), file.title);
        m_settings->setValue(QStringLiteral("events"), file.events);
        m_settings->setValue(QStringLiteral("first"), file.first);
        m_settings->setValue(QStringLiteral("last"), file.last);
        m_settings->setValue(QStringLiteral("opened"), file.opened);
    }
    m_settings->endArray();
}

} // namespace auditlens
