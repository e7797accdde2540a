// SPDX-License-Identifier: MIT
#pragma once

#include <QString>
#include <QTemporaryFile>

namespace auditlens {

/// An archive that gets its name when it is whole; until then, and when it does not get there, nothing is left of it.
class NewArchiveFile
{
public:
    enum class Existing { Stays, IsReplaced };
    explicit NewArchiveFile(const QString& target, Existing existing = Existing::Stays);

    /// Makes the empty file, in the folder of the target.
    bool create();
    QString path() const { return m_file.fileName(); }
    /// Gives it the name and the rights of this archive. False where that cannot be done, or another took the name.
    bool takeName(const QString& rightsOf);

private:
    QString m_target;
    Existing m_existing;
    QTemporaryFile m_file;
};

} // namespace auditlens
