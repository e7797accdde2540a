// SPDX-License-Identifier: MIT
#include "fakes/fakeprocess.h"
#include "net/httpclient.h"
#include "net/newsbell.h"
#include "support/tasks.h"

#include <QFile>
#include <QTest>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;
using Kind = HttpProblem::Kind;

static constexpr char password[] = "correct-horse";

/// A service behind a proxy.
class TestHttpProxy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theServiceIsReached_data();
    void theServiceIsReached();
    void aProxyThatLetsNobodyThroughIsNamed_data();
    void aProxyThatLetsNobodyThroughIsNamed();
    void whatIsBehindItIsNamedAsItself();
    void aWebSocketGoesThroughItToo_data();
    void aWebSocketGoesThroughItToo();

private:
    static void addKinds();
    static ProxySettings proxyOf(const QString& kind, quint16 port, const char* given);
    static HttpSettings settingsFor(const QUrl& url, const ProxySettings& proxy);
    static HttpResult ask(HttpClient& client);
};

void TestHttpProxy::addKinds()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("scheme");
    for (const QString& kind : {u"http"_s, u"socks5"_s}) {
        for (const QString& scheme : {u"http"_s, u"https"_s})
            QTest::addRow("%s over %s", qPrintable(scheme), qPrintable(kind)) << kind << scheme;
    }
}

ProxySettings TestHttpProxy::proxyOf(const QString& kind, quint16 port, const char* given)
{
    ProxySettings proxy {kind == u"http" ? ProxySettings::Kind::Http : ProxySettings::Kind::Socks5, u"127.0.0.1"_s, port, {}, {}};
    if (given) {
        proxy.user = u"me"_s;
        proxy.password = std::make_shared<const Secret>(Secret::copyOf(std::string_view(given)));
    }
    return proxy;
}

HttpSettings TestHttpProxy::settingsFor(const QUrl& url, const ProxySettings& proxy)
{
    HttpSettings settings;
    settings.base = url;
    settings.endpoints = {{HttpMethod::Get, "/data"}, {HttpMethod::Get, "/loki/api/v1/tail"}};
    settings.retry.attempts = 1;
    settings.proxy = proxy;
    QFile authority(certificateFolder() + u"/ca.pem"_s);
    if (authority.open(QIODevice::ReadOnly))
        settings.tls.authorities = authority.readAll();
    return settings;
}

HttpResult TestHttpProxy::ask(HttpClient& client)
{
    HttpRequest request;
    request.url = client.scope().url("/data");
    return finished(client.send(request, {}));
}

void TestHttpProxy::theServiceIsReached_data()
{
    addKinds();
}

/// Without a login, with one, with a wrong one and with none where one is wanted.
void TestHttpProxy::theServiceIsReached()
{
    QFETCH(QString, kind);
    QFETCH(QString, scheme);
    const FakeProcess service(u"fakehttp"_s, scheme == u"https" ? QStringList {u"--tls"_s, u"server"_s} : QStringList());
    struct Try
    {
        const char* wanted;
        const char* given;
        bool passes;
    };
    for (const Try& one : {Try {nullptr, nullptr, true}, Try {password, password, true}, Try {password, "battery-staple", false}, Try {password, nullptr, false}}) {
        FakeProcess proxy(u"fakeproxy"_s, {}, one.wanted ? QStringList {u"FAKE_PROXY_LOGIN=me:"_s + QLatin1String(one.wanted)} : QStringList());
        HttpClient client(settingsFor(service.url({}, u"localhost"_s), proxyOf(kind, proxy.port(), one.given)));
        const HttpResult result = ask(client);
        QVERIFY2(result.ok() == one.passes, result ? "" : qPrintable(result.error().error.oneLine()));
        QCOMPARE(proxy.requests(), one.passes ? QJsonArray {QString(u"localhost:"_s + QString::number(service.port()))} : QJsonArray());
        if (result)
            continue;
        QCOMPARE(int(result.error().kind), int(Kind::Proxy));
        QVERIFY(!result.error().error.help.isEmpty());
        const TraceEntry& entry = client.trace().entries().back();
        QVERIFY(!result.error().error.oneLine().contains(u"battery-staple"_s) && !entry.outcome.contains(u"battery-staple"_s));
    }
}

/// Of http over an http proxy the 403 is the answer, and cannot be told from one of the service.
void TestHttpProxy::aProxyThatLetsNobodyThroughIsNamed_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("scheme");
    QTest::newRow("https over http") << u"http"_s << u"https"_s;
    QTest::newRow("http over socks5") << u"socks5"_s << u"http"_s;
    QTest::newRow("https over socks5") << u"socks5"_s << u"https"_s;
}

void TestHttpProxy::aProxyThatLetsNobodyThroughIsNamed()
{
    QFETCH(QString, kind);
    QFETCH(QString, scheme);
    const FakeProcess proxy(u"fakeproxy"_s, {}, {u"FAKE_PROXY_REFUSES=1"_s});
    HttpClient client(settingsFor(QUrl(scheme + u"://service.invalid"_s), proxyOf(kind, proxy.port(), nullptr)));
    const HttpResult result = ask(client);
    QVERIFY(!result);
    QVERIFY2(result.error().kind == Kind::Proxy, qPrintable(result.error().error.oneLine()));
}

/// Names are looked up by the proxy, and certificates are those of the service.
void TestHttpProxy::whatIsBehindItIsNamedAsItself()
{
    const FakeProcess proxy(u"fakeproxy"_s);
    const FakeProcess plain(u"fakehttp"_s);
    HttpClient named(settingsFor(plain.url({}, u"service.invalid"_s), proxyOf(u"socks5"_s, proxy.port(), nullptr)));
    QVERIFY(ask(named));
    const FakeProcess other(u"fakehttp"_s, {u"--tls"_s, u"wronghost"_s});
    HttpClient client(settingsFor(other.url({}, u"localhost"_s), proxyOf(u"http"_s, proxy.port(), nullptr)));
    QCOMPARE(int(ask(client).error().kind), int(Kind::CertificateWrongHost));
}

void TestHttpProxy::aWebSocketGoesThroughItToo_data()
{
    addKinds();
}

void TestHttpProxy::aWebSocketGoesThroughItToo()
{
    QFETCH(QString, kind);
    QFETCH(QString, scheme);
    const FakeProcess service(u"fakeloki"_s, scheme == u"https" ? QStringList {u"--tls"_s, u"server"_s} : QStringList());
    FakeProcess proxy(u"fakeproxy"_s, {}, {u"FAKE_PROXY_LOGIN=me:"_s + QLatin1String(password)});
    for (const char* given : {password, "battery-staple"}) {
        HttpClient client(settingsFor(service.url({}, u"localhost"_s), proxyOf(kind, proxy.port(), given)));
        HttpRequest request;
        request.url = client.scope().url("/loki/api/v1/tail", "query=%7Ba%3D%22b%22%7D");
        const std::shared_ptr<NewsBell> bell = finished(client.listen(request, {}));
        QCOMPARE(bell != nullptr, given == password);
        QCOMPARE(client.trace().entries().back().status, bell ? 101 : 0);
    }
    QCOMPARE(proxy.requests().size(), 1);
}

QTEST_GUILESS_MAIN(TestHttpProxy)
#include "tst_httpproxy.moc"
