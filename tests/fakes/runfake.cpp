// SPDX-License-Identifier: MIT
#include "fakes/fakeserver.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSocketNotifier>
#include <QSslKey>

#include <cstdio>
#include <unistd.h>

namespace auditlens::test {

namespace {

QByteArray contents(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("Cannot read \"%s\".", qPrintable(path));
    return file.readAll();
}

/// NAME.pem and NAME.key of the folder; clients must show a certificate of its ca.pem where that is asked for.
QSslConfiguration tlsOf(const QString& folder, const QString& name, bool wantsClient)
{
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setLocalCertificateChain(QSslCertificate::fromData(contents(folder + u'/' + name + QStringLiteral(".pem"))));
    tls.setPrivateKey(QSslKey(contents(folder + u'/' + name + QStringLiteral(".key")), QSsl::Ec));
    tls.setCaCertificates(QSslCertificate::fromData(contents(folder + QStringLiteral("/ca.pem"))));
    tls.setPeerVerifyMode(wantsClient ? QSslSocket::VerifyPeer : QSslSocket::VerifyNone);
    return tls;
}

QByteArray asJson(const std::vector<FakeRequest>& requests)
{
    QJsonArray array;
    for (const FakeRequest& request : requests) {
        QJsonObject headers;
        for (const auto& [name, value] : request.headers)
            headers.insert(QString::fromLatin1(name), QString::fromLatin1(value));
        array.append(QJsonObject {{QStringLiteral("method"), QString::fromLatin1(request.method)},
            {QStringLiteral("target"), QString::fromLatin1(request.target)}, {QStringLiteral("headers"), headers},
            {QStringLiteral("body"), QString::fromUtf8(request.body)}});
    }
    return QJsonDocument(array).toJson(QJsonDocument::Compact);
}

void say(const QByteArray& line)
{
    std::printf("%s\n", line.constData());
    std::fflush(stdout);
}

/// "misbehave NAME TIMES ARGUMENT", "fill JSON", "requests", "forget".
QByteArray obey(FakeServer& server, const FakeFill& fill, const QByteArray& line)
{
    const QByteArrayList words = line.split(' ');
    if (words.value(0) == "misbehave")
        server.misbehave({words.value(1), std::max(1, words.value(2).toInt()), words.mid(3).join(' ')});
    else if (words.value(0) == "fill" && fill)
        fill(QJsonDocument::fromJson(line.mid(5)).array());
    else if (words.value(0) == "forget")
        server.forget();
    return words.value(0) == "requests" ? asJson(server.requests()) : QByteArray("ok");
}

} // namespace

int obeyOrders(quint16 port, const std::function<QByteArray(const QByteArray& line)>& obey)
{
    QFile input;
    (void)input.open(STDIN_FILENO, QIODevice::ReadOnly | QIODevice::Unbuffered);
    QSocketNotifier orders(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&orders, &QSocketNotifier::activated, &orders, [&] {
        const QByteArray line = input.readLine();
        if (line.isEmpty())
            QCoreApplication::quit(); // who started it has ended
        else
            say(obey(line.trimmed()));
    });
    say("listening " + QByteArray::number(port));
    return QCoreApplication::exec();
}

int runFake(int argc, char** argv, FakeService service, const FakeFill& fill)
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addOptions({{QStringLiteral("certificates"), {}, QStringLiteral("folder")},
        {QStringLiteral("tls"), {}, QStringLiteral("name")}, {QStringLiteral("client-certificate"), {}}});
    parser.process(app);
    std::optional<QSslConfiguration> tls;
    if (parser.isSet(QStringLiteral("tls")))
        tls = tlsOf(parser.value(QStringLiteral("certificates")), parser.value(QStringLiteral("tls")),
            parser.isSet(QStringLiteral("client-certificate")));
    FakeServer server(std::move(service), tls);
    if (!server.listen())
        return 1;
    return obeyOrders(server.port(), [&](const QByteArray& line) { return obey(server, fill, line); });
}

} // namespace auditlens::test
