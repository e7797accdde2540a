// SPDX-License-Identifier: MIT
#include "clirun.h"

#include <QJsonDocument>
#include <QProcess>
#include <QProcessEnvironment>
#include <QTemporaryDir>

namespace auditlens::test {

namespace {

constexpr int patienceMs = 60'000;

CliRun run(const QString& program, const QStringList& words, const QByteArray& input)
{
    static const QTemporaryDir home;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("DISPLAY"));
    environment.remove(QStringLiteral("WAYLAND_DISPLAY"));
    environment.remove(QStringLiteral("QT_QPA_PLATFORM"));
    environment.remove(QStringLiteral("DBUS_SESSION_BUS_ADDRESS")); // The keychain of the person who tests is not touched.
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), home.path());
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), home.path());
    environment.insert(QStringLiteral("HOME"), home.path());
    environment.insert(QStringLiteral("XDG_DATA_HOME"), home.path());
    environment.insert(QStringLiteral("AUDITLENS"), QStringLiteral(AUDITLENS_BINARY));
    QProcess process;
    process.setProcessEnvironment(environment);
    process.start(program, words);
    process.write(input);
    process.closeWriteChannel();
    CliRun result;
    if (process.waitForFinished(patienceMs) && process.exitStatus() == QProcess::NormalExit)
        result.exitCode = process.exitCode();
    result.out = process.readAllStandardOutput();
    result.err = process.readAllStandardError();
    return result;
}

} // namespace

QJsonObject CliRun::object() const
{
    return QJsonDocument::fromJson(out).object();
}

QList<QByteArray> CliRun::lines() const
{
    return out.isEmpty() ? QList<QByteArray>() : out.chopped(out.endsWith('\n') ? 1 : 0).split('\n');
}

CliRun runCli(const QStringList& words, const QByteArray& input)
{
    return run(QStringLiteral(AUDITLENS_BINARY), words, input);
}

CliRun runShell(const QString& command)
{
    return run(QStringLiteral("/bin/sh"), {QStringLiteral("-c"), command}, {});
}

CliRun runWithDemoKeys(const QString& verb, const QString& words, const QString& folder)
{
    const QString key = QLatin1Char('\'') + folder + QStringLiteral("/redacto.key'");
    return runShell(QStringLiteral("printf auditlens-demo-redacto > ") + key + QStringLiteral("; printf auditlens-demo-signing | \"$AUDITLENS\" ") + verb
        + QLatin1Char(' ') + words + QStringLiteral(" --key-fd santura=0 --key-fd redacto=4 4< ") + key);
}

} // namespace auditlens::test
