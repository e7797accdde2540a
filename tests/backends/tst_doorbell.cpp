// SPDX-License-Identifier: MIT
#include "backends/doorbell.h"
#include "fakes/fakeprocess.h"
#include "support/tasks.h"
#include "sync/lokihistory.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTest>
#include <QTimer>

using namespace auditlens;
using namespace auditlens::test;
using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace {

constexpr char tailPath[] = "/loki/api/v1/tail";
constexpr char token[] = "hunter2-token-9d1f";
/// As often as never, where nothing rings; at once, where there is no websocket.
constexpr PollPace rarely {milliseconds(3'600'000), 0};
constexpr PollPace atOnce {milliseconds(1), 0};

/// The machine's clock, which a test puts forward.
class ForwardClock : public SystemNetClock
{
public:
    QDateTime now() const override { return SystemNetClock::now().addMSecs(forward.count()); }

    milliseconds forward {0};
};

} // namespace

/// A websocket that rings, beside a fake Loki that has one.
class TestDoorbell : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { begin({}); }
    void itRingsWhenSomethingComesIn();
    void itRingsForWhatWasDroppedAndForWhatIsSlow_data();
    void itRingsForWhatWasDroppedAndForWhatIsSlow();
    void whatEndsItIsNoticedAndItIsOpenedAgain_data();
    void whatEndsItIsNoticedAndItIsOpenedAgain();
    void withoutAWebSocketTheServiceIsAskedAsOften_data();
    void withoutAWebSocketTheServiceIsAskedAsOften();
    void onlyWhatIsDeclaredIsOpened();
    void theCredentialsGoWithItAndAreInNoTrace();
    void theCertificateIsVerified_data();
    void theCertificateIsVerified();
    void cancellingEndsAtOnce();

private:
    void begin(const QStringList& environment, HttpSettings settings = {});
    void open(const Cancellation& cancellation = {}) { finished(opening(cancellation)); }
    QCoro::Task<bool> opening(Cancellation cancellation);
    bool wait(PollPace pace) { return finished(m_bell->wait(pace, {})); }
    int openings() const;
    bool isOpen() const { return m_client->trace().entries().back().status == 101; }

    std::unique_ptr<FakeProcess> m_fake;
    std::shared_ptr<ForwardClock> m_clock;
    std::unique_ptr<HttpClient> m_client;
    std::unique_ptr<Doorbell> m_bell;
    std::shared_ptr<const Authorization> m_proof;
    LokiHistory m_history {1};
};

void TestDoorbell::begin(const QStringList& environment, HttpSettings settings)
{
    m_bell.reset();
    m_client.reset();
    if (settings.base.isEmpty()) {
        m_fake = std::make_unique<FakeProcess>(u"fakeloki"_s, QStringList(), environment);
        settings.base = m_fake->url();
    }
    if (settings.endpoints.empty())
        settings.endpoints = {{HttpMethod::Get, tailPath}};
    settings.proxy.kind = ProxySettings::Kind::None;
    m_clock = std::make_shared<ForwardClock>();
    m_client = std::make_unique<HttpClient>(settings, HttpSurroundings {m_clock, [] { return 0.5; }});
    const auto opening = [this] {
        HttpRequest request;
        request.url = m_client->scope().url(tailPath, formEncoded({{"query", "{organization_uuid=~\".+\"}"}}));
        request.authorization = m_proof;
        return request;
    };
    m_bell = std::make_unique<Doorbell>(*m_client, opening, m_clock);
}

QCoro::Task<bool> TestDoorbell::opening(Cancellation cancellation)
{
    co_await m_bell->open(cancellation);
    co_return true;
}

int TestDoorbell::openings() const
{
    return int(m_client->trace().entries().size());
}

void TestDoorbell::itRingsWhenSomethingComesIn()
{
    open();
    QVERIFY(isOpen());
    QTimer::singleShot(50, this, [&] { m_history.add(*m_fake, LokiHistory::begin); });
    QElapsedTimer timer;
    timer.start();
    QVERIFY(wait(rarely));
    QVERIFY(timer.elapsed() < 30'000); // without it, a minute
    open(); // which it is
    QCOMPARE(openings(), 1);
}

void TestDoorbell::itRingsForWhatWasDroppedAndForWhatIsSlow_data()
{
    QTest::addColumn<QString>("how");
    QTest::newRow("dropped") << u"drop"_s;
    QTest::newRow("slow") << u"slow"_s;
}

void TestDoorbell::itRingsForWhatWasDroppedAndForWhatIsSlow()
{
    QFETCH(QString, how);
    open();
    m_fake->fill({how});
    m_history.add(*m_fake, LokiHistory::begin);
    QElapsedTimer timer;
    timer.start();
    QVERIFY(wait(rarely));
    QVERIFY(timer.elapsed() < 30'000);
}

void TestDoorbell::whatEndsItIsNoticedAndItIsOpenedAgain_data()
{
    QTest::addColumn<QString>("fault");
    for (const char* fault : {"close", "cut", "garbage", "giant", "endless"})
        QTest::newRow(fault) << QString::fromLatin1(fault);
}

void TestDoorbell::whatEndsItIsNoticedAndItIsOpenedAgain()
{
    QFETCH(QString, fault);
    open();
    QVERIFY(isOpen());
    m_fake->fill({fault});
    QElapsedTimer timer;
    timer.start();
    QVERIFY(wait(atOnce));
    QVERIFY(timer.elapsed() < 30'000);
    open();
    QCOMPARE(openings(), 1); // not before a minute is over
    m_clock->forward = milliseconds(61'000);
    open();
    QCOMPARE(openings(), 2);
    QVERIFY(isOpen());
    m_history.add(*m_fake, LokiHistory::begin);
    QVERIFY(wait(rarely));
}

void TestDoorbell::withoutAWebSocketTheServiceIsAskedAsOften_data()
{
    QTest::addColumn<QByteArray>("misbehaviour");
    QTest::addColumn<QByteArray>("argument");
    for (const char* name : {"hang", "cut", "html", "garbage", "endless-body"})
        QTest::newRow(name) << QByteArray(name) << QByteArray();
    for (const char* status : {"400:no websocket", "403:not allowed", "404:404 page not found", "502:bad gateway"})
        QTest::newRow(status) << QByteArray("status") << QByteArray(status);
    QTest::newRow("redirect") << QByteArray("redirect") << QByteArray("http://127.0.0.1:1/elsewhere");
}

void TestDoorbell::withoutAWebSocketTheServiceIsAskedAsOften()
{
    QFETCH(QByteArray, misbehaviour);
    QFETCH(QByteArray, argument);
    HttpSettings settings;
    settings.base = m_fake->url();
    settings.timeouts.connect = milliseconds(500);
    begin({}, settings);
    m_fake->misbehave(misbehaviour, 1, argument);
    open();
    QVERIFY(!isOpen());
    QVERIFY(!m_client->trace().entries().back().outcome.isEmpty());
    QVERIFY(wait(atOnce));
    QCOMPARE(openings(), 1);
}

void TestDoorbell::onlyWhatIsDeclaredIsOpened()
{
    HttpSettings settings;
    settings.base = m_fake->url();
    settings.endpoints = {{HttpMethod::Get, "/loki/api/v1/query_range"}};
    begin({}, settings);
    open();
    QVERIFY(m_fake->requests().isEmpty());
    QVERIFY(wait(atOnce));
}

void TestDoorbell::theCredentialsGoWithItAndAreInNoTrace()
{
    m_proof = bearerAuthorization(Secret::copyOf(std::string_view(token)));
    begin({u"FAKE_LOKI_AUTH=Bearer "_s + QLatin1String(token)});
    open();
    QVERIFY(isOpen());
    m_fake->misbehave("status", 1, QByteArray("401:you sent ") + token);
    begin({}, [&] {
        HttpSettings settings;
        settings.base = m_fake->url();
        return settings;
    }());
    open();
    QVERIFY(!isOpen());
    m_proof.reset();
    for (const TraceEntry& entry : m_client->trace().entries()) {
        QVERIFY(!entry.url.contains(token) && !entry.outcome.contains(QLatin1String(token)));
        QVERIFY(std::ranges::none_of(entry.requestHeaders, [](const HttpHeader& header) { return header.value.contains(token); }));
    }
}

void TestDoorbell::theCertificateIsVerified_data()
{
    QTest::addColumn<QString>("certificate");
    QTest::addColumn<bool>("isBelieved");
    QTest::addColumn<bool>("isOpened");
    QTest::newRow("of a known authority") << u"server"_s << true << true;
    QTest::newRow("of an unknown one") << u"server"_s << false << false;
    QTest::newRow("for another host") << u"wronghost"_s << true << false;
    QTest::newRow("expired") << u"expired"_s << true << false;
}

void TestDoorbell::theCertificateIsVerified()
{
    QFETCH(QString, certificate);
    QFETCH(bool, isBelieved);
    QFETCH(bool, isOpened);
    FakeProcess fake(u"fakeloki"_s, {u"--tls"_s, certificate});
    QFile authority(certificateFolder() + u"/ca.pem"_s);
    QVERIFY(authority.open(QIODevice::ReadOnly));
    HttpSettings settings;
    settings.base = fake.url();
    if (isBelieved)
        settings.tls.authorities = authority.readAll();
    begin({}, settings);
    open();
    QCOMPARE(isOpen(), isOpened);
    QCOMPARE(fake.requests().size(), isOpened ? 1 : 0);
    m_bell.reset(); // before the fake
}

void TestDoorbell::cancellingEndsAtOnce()
{
    m_fake->misbehave("hang");
    Cancellation cancellation;
    QTimer::singleShot(50, this, [&] { cancellation.request(); });
    QElapsedTimer timer;
    timer.start();
    open(cancellation);
    QVERIFY(!finished(m_bell->wait(rarely, cancellation)));
    QVERIFY(timer.elapsed() < 1000);
}

QTEST_GUILESS_MAIN(TestDoorbell)
#include "tst_doorbell.moc"
