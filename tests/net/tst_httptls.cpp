// SPDX-License-Identifier: MIT
#include "fakes/fakeprocess.h"
#include "net/httpclient.h"
#include "support/tasks.h"
#include "support/testsupport.h"

#include <QStandardPaths>
#include <QtTest>

using namespace auditlens;
using namespace auditlens::test;
using Kind = HttpProblem::Kind;

namespace {

QByteArray certificate(const QString& name)
{
    return readFile(certificateFolder() + u'/' + name);
}

HttpSettings settingsFor(const QUrl& base)
{
    HttpSettings settings;
    settings.base = base;
    settings.endpoints = {{HttpMethod::Get, "/data"}, {HttpMethod::Get, "/large"}};
    settings.retry.attempts = 1;
    settings.proxy.kind = ProxySettings::Kind::None;
    settings.tls.authorities = certificate(QStringLiteral("ca.pem"));
    return settings;
}

HttpResult ask(const HttpSettings& settings, const QByteArray& path = "/data")
{
    HttpClient client(settings);
    HttpRequest request;
    request.url = client.scope().url(path);
    request.authorization = bearerAuthorization(Secret::copyOf(std::string_view("a-token")));
    return finished(client.send(request, {}));
}

} // namespace

class TestHttpTls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (certificateFolder().isEmpty())
            QSKIP("openssl is not installed here: TLS is NOT tested.");
    }

    void anAuthorityOfOnesOwnIsBelieved()
    {
        FakeProcess fake(QStringLiteral("fakehttp"), {QStringLiteral("--tls"), QStringLiteral("server")});
        QVERIFY(fake.ok());
        const HttpResult result = ask(settingsFor(fake.url(QStringLiteral("/"))));
        QVERIFY2(result.ok(), result ? "" : qPrintable(result.error().error.oneLine()));
        QCOMPARE(result->body, QByteArray(R"({"path":"/data","method":"GET"})"));
    }

    void badCertificatesHaveNames_data()
    {
        QTest::addColumn<QString>("certificate");
        QTest::addColumn<int>("kind");
        QTest::newRow("expired") << QStringLiteral("expired") << int(Kind::CertificateExpired);
        QTest::newRow("for another host") << QStringLiteral("wronghost") << int(Kind::CertificateWrongHost);
        QTest::newRow("of an unknown authority") << QStringLiteral("stranger") << int(Kind::CertificateUnknown);
    }

    void badCertificatesHaveNames()
    {
        QFETCH(QString, certificate);
        QFETCH(int, kind);
        FakeProcess fake(QStringLiteral("fakehttp"), {QStringLiteral("--tls"), certificate});
        QVERIFY(fake.ok());
        const HttpResult result = ask(settingsFor(fake.url()));
        QVERIFY(!result);
        QVERIFY2(int(result.error().kind) == kind, qPrintable(result.error().error.oneLine()));
        QVERIFY(fake.requests().isEmpty()); // and nobody learnt the token
    }

    void anAuthorityThatIsNotGivenIsNotBelieved()
    {
        FakeProcess fake(QStringLiteral("fakehttp"), {QStringLiteral("--tls"), QStringLiteral("server")});
        HttpSettings settings = settingsFor(fake.url());
        settings.tls.authorities.clear();
        QCOMPARE(int(ask(settings).error().kind), int(Kind::CertificateUnknown));
    }

    void aClientCertificateIsShown()
    {
        FakeProcess fake(
            QStringLiteral("fakehttp"), {QStringLiteral("--tls"), QStringLiteral("server"), QStringLiteral("--client-certificate")});
        HttpSettings settings = settingsFor(fake.url());
        const HttpResult without = ask(settings);
        QVERIFY(!without);
        QVERIFY2(without.error().kind == Kind::Tls || without.error().kind == Kind::ConnectionCut, qPrintable(without.error().error.oneLine()));
        settings.tls.clientCertificate = certificate(QStringLiteral("client.pem"));
        settings.tls.clientKey = std::make_shared<Secret>(Secret::copyOf(certificate(QStringLiteral("client.key")).toStdString()));
        const HttpResult with = ask(settings);
        QVERIFY2(with.ok(), with ? "" : qPrintable(with.error().error.oneLine()));
    }

    void certificatesThatAreNoneAreRefused()
    {
        HttpSettings settings = settingsFor(QUrl(QStringLiteral("https://127.0.0.1:1")));
        settings.tls.authorities = "no certificate";
        QCOMPARE(int(ask(settings).error().kind), int(Kind::Settings));
        settings = settingsFor(settings.base);
        settings.tls.clientCertificate = certificate(QStringLiteral("client.pem"));
        QCOMPARE(int(ask(settings).error().kind), int(Kind::Settings));
    }

    void encryptionIsNotGivenUp()
    {
        FakeProcess plain(QStringLiteral("fakehttp"));
        FakeProcess fake(QStringLiteral("fakehttp"), {QStringLiteral("--tls"), QStringLiteral("server")});
        fake.misbehave("redirect", 1, plain.url(QStringLiteral("/data")).toEncoded());
        QCOMPARE(int(ask(settingsFor(fake.url())).error().kind), int(Kind::Redirected));
        QVERIFY(plain.requests().isEmpty());
    }

    void plainHttpAtATlsPortFails()
    {
        FakeProcess fake(QStringLiteral("fakehttp"), {QStringLiteral("--tls"), QStringLiteral("server")});
        HttpSettings settings = settingsFor(fake.url());
        settings.base.setScheme(QStringLiteral("http"));
        QVERIFY(!ask(settings));
    }

    void http2IsSpokenWhereItIsOffered()
    {
        const QString node = QStandardPaths::findExecutable(QStringLiteral("node"));
        if (node.isEmpty())
            QSKIP("node is not installed here: HTTP/2 is NOT tested.");
        FakeProcess fake(QLatin1String("https"), node, {sourcePath(QStringLiteral("tests/fakes/http2.js")), certificateFolder()});
        QVERIFY(fake.ok());
        const HttpResult result = ask(settingsFor(fake.url()));
        QVERIFY2(result.ok(), result ? "" : qPrintable(result.error().error.oneLine()));
        QVERIFY(result->http2);
        QCOMPARE(result->body, QByteArray(R"({"version":"2.0","authorization":"Bearer a-token"})"));
        const HttpResult large = ask(settingsFor(fake.url()), "/large"); // more than is kept waiting unread
        QVERIFY2(large.ok(), large ? "" : qPrintable(large.error().error.oneLine()));
        QCOMPARE(large->body.size(), qsizetype((4 << 20) + 2));
    }
};

QTEST_GUILESS_MAIN(TestHttpTls)
#include "tst_httptls.moc"
