// SPDX-License-Identifier: MIT
#pragma once

#include <QLockFile>
#include <QString>

#include <memory>

namespace auditlens {

/// A folder of this process for archives that nobody gave a name. It is removed with its owner; a folder that a
/// crashed process left behind is removed by the next one. A lock file in it tells which folders are in use.
class ScratchFolder
{
public:
    /// Only looks after `root`; nothing is written before path() is asked for.
    explicit ScratchFolder(const QString& root);
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    /// Made at the first call; empty when it cannot be made.
    QString path();
    /// Whether a file is directly in this folder.
    bool holds(const QString& file) const;

private:
    bool take(const QString& folder);
    void removeLeftovers() const;

    QString m_root;
    QString m_path;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace auditlens
