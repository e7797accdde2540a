// SPDX-License-Identifier: MIT
#include "fakes/fakeprocess.h"

#include "support/testsupport.h"

#include <QJsonDocument>
#include <QTemporaryDir>

namespace auditlens::test {

namespace {

constexpr int patienceMs = 60'000;

QByteArray readLine(QProcess& process)
{
    while (!process.canReadLine()) {
        if (!process.waitForReadyRead(patienceMs))
            return {};
    }
    return process.readLine().trimmed();
}

} // namespace

FakeProcess::FakeProcess(const QString& name, const QStringList& arguments, const QStringList& environment)
    : m_scheme(arguments.contains(QStringLiteral("--tls")) ? QStringLiteral("https") : QStringLiteral("http"))
{
    const QStringList folder = m_scheme == QLatin1String("https") ? QStringList {QStringLiteral("--certificates"), certificateFolder()} : QStringList();
    m_process.setEnvironment(QProcess::systemEnvironment() + environment);
    start(QStringLiteral(AUDITLENS_FAKES "/") + name, folder + arguments);
}

FakeProcess::FakeProcess(QLatin1String scheme, const QString& program, const QStringList& arguments) : m_scheme(scheme)
{
    start(program, arguments);
}

FakeProcess::~FakeProcess()
{
    m_process.closeWriteChannel(); // it ends by itself then
    m_process.waitForFinished(patienceMs);
}

void FakeProcess::start(const QString& program, const QStringList& arguments)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(program, arguments);
    const QByteArray line = readLine(m_process);
    if (line.startsWith("listening "))
        m_port = line.mid(10).toUShort();
}

QUrl FakeProcess::url(const QString& path, const QString& host) const
{
    return QUrl(m_scheme + QStringLiteral("://") + host + u':' + QString::number(m_port) + path);
}

QByteArray FakeProcess::ask(const QByteArray& line)
{
    m_process.write(line + '\n');
    return readLine(m_process);
}

void FakeProcess::misbehave(const QByteArray& name, int times, const QByteArray& argument)
{
    ask("misbehave " + name + ' ' + QByteArray::number(times) + ' ' + argument);
}

void FakeProcess::fill(const QJsonArray& all)
{
    ask("fill " + QJsonDocument(all).toJson(QJsonDocument::Compact));
}

QJsonArray FakeProcess::requests()
{
    return QJsonDocument::fromJson(ask("requests")).array();
}

void FakeProcess::forget()
{
    ask("forget");
}

QString certificateFolder()
{
    static const QTemporaryDir folder;
    static const bool made
        = QProcess::execute(QStringLiteral("sh"), {sourcePath(QStringLiteral("tests/fakes/makecertificates.sh")), folder.path()}) == 0;
    return made ? folder.path() : QString();
}

} // namespace auditlens::test
