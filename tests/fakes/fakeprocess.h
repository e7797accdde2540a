// SPDX-License-Identifier: MIT
#pragma once

#include <QJsonArray>
#include <QProcess>
#include <QStringList>
#include <QUrl>

namespace auditlens::test {

/// A fake service in a process of its own, for as long as this object lives.
class FakeProcess
{
public:
    /// "fakehttp" and its arguments. Fails the test, with ok() false, when it does not start.
    explicit FakeProcess(const QString& name, const QStringList& arguments = {}, const QStringList& environment = {});
    /// A program that is not ours and says "listening PORT" as ours do.
    FakeProcess(QLatin1String scheme, const QString& program, const QStringList& arguments);
    ~FakeProcess();

    bool ok() const { return m_port != 0; }
    QUrl url(const QString& path = {}, const QString& host = QStringLiteral("127.0.0.1")) const;
    quint16 port() const { return m_port; }

    /// The next `times` requests are answered in that way (tests/fakes/README.md).
    void misbehave(const QByteArray& name, int times = 1, const QByteArray& argument = {});
    /// What the service shall have; what an element means is the fake's own.
    void fill(const QJsonArray& all);
    /// Since the last forget(): {"method", "target", "headers", "body"}.
    QJsonArray requests();
    void forget();

private:
    void start(const QString& program, const QStringList& arguments);
    QByteArray ask(const QByteArray& line);

    QString m_scheme;
    quint16 m_port = 0;
    QProcess m_process;
};

/// A folder with certificates for 127.0.0.1 and localhost: ca, server, wronghost, expired, stranger (of another
/// authority) and client, each .pem and .key. Made once a process; empty where there is no openssl.
QString certificateFolder();

} // namespace auditlens::test
