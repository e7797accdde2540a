// SPDX-License-Identifier: MIT
#pragma once

#include <QDateTime>
#include <QSettings>
#include <QString>
#include <QStringList>

#include <vector>

namespace auditlens {

struct RecentFile
{
    QStringList paths; ///< An archive, or the loose files that were read together.
    QString title; ///< "policies.jsonl and 2 more"; empty for an archive.
    quint64 events = 0;
    QDateTime first; ///< Invalid when the archive is empty.
    QDateTime last;
    QDateTime opened;
    friend bool operator==(const RecentFile&, const RecentFile&) = default;
};

/// What was opened last, newest first, kept in the settings. What is not there any more is left out.
class RecentFiles
{
public:
    static constexpr int maxFiles = 10;

    explicit RecentFiles(QSettings* settings) : m_settings(settings) { }

    std::vector<RecentFile> list() const;
    void add(const RecentFile& file);
    void clear();

private:
    void write(const std::vector<RecentFile>& files);

    QSettings* m_settings;
};

} // namespace auditlens
