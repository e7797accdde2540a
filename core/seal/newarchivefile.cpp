// SPDX-License-Identifier: MIT
#include "seal/newarchivefile.h"

#include <QFileInfo>

#include <cstdio>

namespace auditlens {

NewArchiveFile::NewArchiveFile(const QString& target, Existing existing)
    : m_target(target)
    , m_existing(existing)
    , m_file(target + QStringLiteral(".XXXXXX.sealing"))
{
}

bool NewArchiveFile::create()
{
    const bool made = m_file.open();
    m_file.close();
    return made;
}

bool NewArchiveFile::takeName(const QString& rightsOf)
{
    m_file.setPermissions(QFile::permissions(rightsOf));
    if (m_existing == Existing::Stays && QFileInfo::exists(m_target))
        return false;
    if (std::rename(QFile::encodeName(m_file.fileName()).constData(), QFile::encodeName(m_target).constData()) != 0)
        return false;
    m_file.setAutoRemove(false);
    return true;
}

} // namespace auditlens
