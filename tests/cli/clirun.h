// SPDX-License-Identifier: MIT
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

namespace auditlens::test {

/// What one run of the real binary left behind.
struct CliRun
{
    int exitCode = -1; ///< -1: it did not start, crashed or hung.
    QByteArray out;
    QByteArray err;

    /// Standard output as one JSON object; empty when it is none.
    QJsonObject object() const;
    QList<QByteArray> lines() const;
};

/// Runs the binary without a display and a keychain, and with a home folder of its own.
CliRun runCli(const QStringList& words, const QByteArray& input = {});
/// The same through a shell, for pipes and redirections; "$AUDITLENS" is the binary.
CliRun runShell(const QString& command);
/// A verb with the signing keys of the demo on two file descriptors; `words` as for a shell. Leaves a file in the folder.
CliRun runWithDemoKeys(const QString& verb, const QString& words, const QString& folder);

} // namespace auditlens::test
