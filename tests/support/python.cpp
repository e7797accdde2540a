// SPDX-License-Identifier: MIT
#include "support/python.h"

#include <QProcess>
#include <QStandardPaths>

namespace auditlens::test {

bool havePython()
{
    return !QStandardPaths::findExecutable(QStringLiteral("python3")).isEmpty();
}

QByteArrayList python(const QByteArray& program, const QByteArray& input)
{
    QProcess process;
    process.start(QStringLiteral("python3"), {QStringLiteral("-I"), QStringLiteral("-c"), QString::fromUtf8(program)});
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(120'000) || process.exitCode() != 0) {
        qWarning().noquote() << process.errorString() << process.readAllStandardError();
        return {};
    }
    QByteArrayList lines = process.readAllStandardOutput().split('\n');
    if (!lines.isEmpty() && lines.last().isEmpty())
        lines.removeLast();
    return lines;
}

} // namespace auditlens::test
