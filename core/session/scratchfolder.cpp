// SPDX-License-Identifier: MIT
#include "session/scratchfolder.h"

#include <QDir>
#include <QFileInfo>
#include <QUuid>

namespace auditlens {

namespace {

    QString prefix()
    {
        return QStringLiteral("session-");
    }

    std::unique_ptr<QLockFile> lockOf(const QString& folder)
    {
        auto lock = std::make_unique<QLockFile>(QDir(folder).filePath(QStringLiteral("in-use.lock")));
        lock->setStaleLockTime(0); // however old: in use as long as its process lives
        return lock;
    }

} // namespace

ScratchFolder::ScratchFolder(const QString& root)
    : m_root(root)
{
    removeLeftovers();
}

ScratchFolder::~ScratchFolder()
{
    if (m_path.isEmpty())
        return;
    m_lock.reset();
    QDir(m_path).removeRecursively();
}

void ScratchFolder::removeLeftovers() const
{
    for (const QString& name : QDir(m_root).entryList({prefix() + QLatin1Char('*')}, QDir::Dirs | QDir::NoDotAndDotDot)) {
        const QString folder = QDir(m_root).filePath(name);
        // Whoever gets the lock owns the folder: its process is gone.
        const std::unique_ptr<QLockFile> lock = lockOf(folder);
        if (!lock->tryLock())
            continue;
        lock->unlock();
        QDir(folder).removeRecursively();
    }
}

bool ScratchFolder::take(const QString& folder)
{
    if (!QDir().mkpath(folder))
        return false;
    m_lock = lockOf(folder);
    if (!m_lock->tryLock())
        return false; // another process that starts right now took it for a leftover
    m_path = QFileInfo(folder).absoluteFilePath();
    return true;
}

QString ScratchFolder::path()
{
    constexpr int tries = 3;
    for (int i = 0; i < tries && m_path.isEmpty(); ++i)
        take(QDir(m_root).filePath(prefix() + QUuid::createUuid().toString(QUuid::WithoutBraces)));
    return m_path;
}

bool ScratchFolder::holds(const QString& file) const
{
    return !m_path.isEmpty() && QFileInfo(file).absolutePath() == m_path;
}

} // namespace auditlens
