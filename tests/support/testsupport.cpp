// SPDX-License-Identifier: MIT
#include "support/testsupport.h"

#include <QDir>
#include <QFile>

namespace auditlens::test {

QString sourcePath(const QString& relative)
{
    return QStringLiteral(AUDITLENS_SOURCE_DIR "/") + relative;
}

QByteArray readFile(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return file.readAll();
}

QString sharedDataPath()
{
    const QString named = qEnvironmentVariable("AUDITLENS_SAMPLES");
    const QDir dir(named.isEmpty() ? sourcePath(QStringLiteral("../shared/data")) : named);
    return dir.exists() ? dir.absolutePath() : QString();
}

} // namespace auditlens::test
