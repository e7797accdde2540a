// SPDX-License-Identifier: MIT
#include "fakes/fakeprocess.h"
#include "fakes/misbehaviourrows.h"
#include "net/httpclient.h"
#include "support/fakeclock.h"
#include "support/tasks.h"

#include <QElapsedTimer>
#include <QJsonObject>
#include <QTcpServer>
#include <QtTest>

using namespace auditlens;
using namespace auditlens::test;
using std::chrono::milliseconds;
using Kind = HttpProblem::Kind;

namespace {

constexpr char password[] = "correct-horse";

HttpSettings settingsFor(const QUrl& base)
{
    HttpSettings settings;
    settings.base = base;
    settings.endpoints = {{HttpMethod::Get, "/data"}, {HttpMethod::Get, "/other"}, {HttpMethod::Get, "/large"}, {HttpMethod::Post, "/data"}};
    settings.timeouts = {milliseconds(5000), milliseconds(1000), milliseconds(3000)};
    settings.limits.bodyBytes = 1 << 20;
    settings.retry.attempts = 1;
    settings.proxy.kind = ProxySettings::Kind::None;
    return settings;
}

std::shared_ptr<const Authorization> credentials()
{
    return basicAuthorization(QStringLiteral("me"), Secret::copyOf(std::string_view(password)));
}

} // namespace

class TestHttpClient : public QObject
{
    Q_OBJECT

private:
    FakeProcess m_fake {QStringLiteral("fakehttp")};
    std::shared_ptr<FakeClock> m_clock;
    std::unique_ptr<HttpClient> m_client;

    void use(HttpSettings settings)
    {
        m_clock = std::make_shared<FakeClock>();
        m_client = std::make_unique<HttpClient>(std::move(settings), HttpSurroundings {m_clock, [] { return 0.5; }});
    }

    HttpRequest asked(const char* path = "/data") const
    {
        HttpRequest request;
        request.url = m_client->scope().url(path);
        request.authorization = credentials();
        return request;
    }

    HttpResult answer(const HttpRequest& request, const Cancellation& cancellation = {})
    {
        return finished(m_client->send(request, cancellation));
    }

    QJsonObject header(int request) { return m_fake.requests().at(request)[QLatin1String("headers")].toObject(); }

private Q_SLOTS:
    void initTestCase() { QVERIFY(m_fake.ok()); }

    void init()
    {
        m_fake.forget();
        use(settingsFor(m_fake.url()));
    }

    void aQuestionIsAnswered()
    {
        const HttpResult result = answer(asked());
        QVERIFY(result);
        QCOMPARE(result->status, 200);
        QCOMPARE(result->body, QByteArray(R"({"path":"/data","method":"GET"})"));
        QCOMPARE(header(0)[QLatin1String("authorization")].toString(), QStringLiteral("Basic bWU6Y29ycmVjdC1ob3JzZQ=="));
        QCOMPARE(header(0)[QLatin1String("accept-encoding")].toString(), QStringLiteral("gzip"));
    }

    void aPostCarriesItsBody()
    {
        HttpRequest request = asked();
        request.method = HttpMethod::Post;
        request.headers = {{"Content-Type", "application/x-www-form-urlencoded"}};
        request.body = "query=%7B%7D";
        QVERIFY(answer(request));
        QCOMPARE(m_fake.requests().at(0)[QLatin1String("body")].toString(), QStringLiteral("query=%7B%7D"));
    }

    void aPasswordInABodyGoesWhereItIsDeclared()
    {
        std::vector<ProofField> fields;
        fields.push_back({"user", Secret::copyOf(std::string_view("me"))});
        fields.push_back({"password", Secret::copyOf(std::string_view("a&b=\"\\"))});
        HttpRequest login = asked();
        login.method = HttpMethod::Post;
        login.authorization = bodyAuthorization(ProofBody::Form, std::move(fields));
        QCOMPARE(int(answer(login).error().kind), int(Kind::NotDeclared));
        QVERIFY(m_fake.requests().isEmpty());
        HttpSettings settings = settingsFor(m_fake.url());
        settings.endpoints = {{HttpMethod::Post, "/data", true}};
        use(settings);
        QVERIFY(answer(login));
        QCOMPARE(m_fake.requests().at(0)[QLatin1String("body")].toString(), QStringLiteral("user=me&password=a%26b%3D%22%5C"));
        QCOMPARE(m_client->trace().entries().back().requestBytes, 0);
        m_fake.misbehave("status", 1, "400:no a&b=\"\\ for me: password=a%26b%3D%22%5C");
        QCOMPARE(answer(login).error().body, QByteArray("no [secret] for me: password=[secret]"));
    }

    void aLoginMayEndInARedirect()
    {
        HttpRequest login = asked();
        login.method = HttpMethod::Post;
        login.redirects = false;
        login.expects = HttpExpects::Anything;
        m_fake.misbehave("redirect", 1, "/elsewhere");
        const HttpResult result = answer(login);
        QVERIFY(result);
        QCOMPARE(result->status, 302);
        QCOMPARE(headerValue(result->headers, "Set-Cookie"), QByteArray("sid=1"));
        QCOMPARE(m_fake.requests().size(), 1);
    }

    void aServiceMayMeanAnotherStatus()
    {
        HttpSettings settings = settingsFor(m_fake.url());
        settings.retry.attempts = 3;
        settings.status = [](HttpProblem& problem, const std::vector<HttpHeader>& headers) {
            if (headerValue(headers, "Retry-After") == "7" || problem.body == "who are you?")
                problem.kind = Kind::CredentialsRefused;
        };
        use(settings);
        m_fake.misbehave("status", 1, "500:who are you?");
        QCOMPARE(int(answer(asked()).error().kind), int(Kind::CredentialsRefused));
        m_fake.misbehave("429", 1, "7");
        QCOMPARE(int(answer(asked()).error().kind), int(Kind::CredentialsRefused));
        QCOMPARE(m_fake.requests().size(), 2); // not tried again
    }

    void whatIsNotDeclaredIsNotSent()
    {
        HttpRequest request = asked("/push");
        QCOMPARE(int(answer(request).error().kind), int(Kind::NotDeclared));
        request = asked("/other");
        request.method = HttpMethod::Post;
        QCOMPARE(int(answer(request).error().kind), int(Kind::NotDeclared));
        QVERIFY(m_fake.requests().isEmpty());
    }

    void misbehavioursHaveNames_data()
    {
        addMisbehaviours();
        addMisbehaviour("slow", Kind::TimedOut);
        addMisbehaviour("garbage", Kind::ConnectionCut);
        addMisbehaviour("status", Kind::NotFound, "404:nothing");
        addMisbehaviour("status", Kind::RequestRefused, "400:parse error");
        addMisbehaviour("status", Kind::ServerFailed, "503:later");
        addMisbehaviour("redirect", Kind::Redirected, "ftp://example.org/");
    }

    void misbehavioursHaveNames()
    {
        QFETCH(QByteArray, misbehaviour);
        QFETCH(QByteArray, argument);
        QFETCH(int, kind);
        // Qt itself sends a question again when a connection is lost before an answer began.
        m_fake.misbehave(misbehaviour, misbehaviour == "garbage" ? 4 : 1, argument);
        const HttpResult result = answer(asked());
        QVERIFY(!result);
        const HttpProblem& problem = result.error();
        QVERIFY2(int(problem.kind) == kind, qPrintable(problem.error.oneLine()));
        for (const QString& text : {problem.error.what, problem.error.why, problem.error.where, problem.error.help})
            QVERIFY(!text.isEmpty());
        QCOMPARE(m_client->trace().entries().back().outcome, problem.error.why);
        QVERIFY(!problem.error.oneLine().contains(QLatin1String(password)));
    }

    void headersWithoutAnEndEndInTime()
    {
        // Qt reads such headers until the connection ends, whoever gave up: this fake ends before the client does.
        FakeProcess endless(QStringLiteral("fakehttp"));
        use(settingsFor(endless.url()));
        endless.misbehave("endless-headers", 4);
        QElapsedTimer timer;
        timer.start();
        const HttpResult result = answer(asked());
        QVERIFY(!result);
        QVERIFY2(result.error().kind == Kind::TimedOut || result.error().kind == Kind::TooLarge, qPrintable(result.error().error.oneLine()));
        QVERIFY(timer.elapsed() < 10'000);
    }

    void gzipIsUndone()
    {
        m_fake.misbehave("gzip");
        const HttpResult result = answer(asked());
        QVERIFY(result);
        QCOMPARE(result->body, QByteArray(R"({"path":"/data","method":"GET"})"));
    }

    void aLargeBodyComesInPieces()
    {
        HttpSettings settings = settingsFor(m_fake.url());
        settings.limits.bodyBytes = 8 << 20;
        use(settings);
        const HttpResult result = answer(asked("/large"));
        QVERIFY(result);
        QCOMPARE(result->body.size(), qsizetype((4 << 20) + 2));
    }

    void aHugeBodyEndsAtTheLimit_data()
    {
        QTest::addColumn<QByteArray>("kind");
        for (const char* kind : {"length", "chunks", "close"})
            QTest::newRow(kind) << QByteArray(kind);
    }

    /// Also where it has an end, and says so truthfully.
    void aHugeBodyEndsAtTheLimit()
    {
        QFETCH(QByteArray, kind);
        const qint64 limit = 1 << 20;
        m_fake.misbehave("huge-body", 1, QByteArray::number(limit) + ':' + kind);
        const HttpResult whole = answer(asked());
        QVERIFY2(whole, qPrintable(whole ? QString() : whole.error().error.oneLine()));
        QCOMPARE(whole->body, '[' + QByteArray(limit - 2, ' ') + ']');
        m_fake.misbehave("huge-body", 1, "2147483648:" + kind);
        const HttpResult result = answer(asked());
        QVERIFY(!result);
        QVERIFY2(result.error().kind == Kind::TooLarge, qPrintable(result.error().error.oneLine()));
        const qint64 read = m_client->trace().entries().back().answerBytes;
        QVERIFY2(read > limit && read < 2 * limit, qPrintable(QString::number(read)));
    }

    void theServersWordsAreInTheError()
    {
        m_fake.misbehave("status", 1, "400:parse error at line 1, col 2: syntax error");
        const HttpResult result = answer(asked());
        QVERIFY(!result);
        QCOMPARE(result.error().body, QByteArray("parse error at line 1, col 2: syntax error"));
        QVERIFY(result.error().error.why.contains(QLatin1String("parse error at line 1, col 2")));
    }

    void noSecretIsInAnErrorOrATrace()
    {
        m_fake.misbehave("status", 1, QByteArray("401:the password ") + password + " is wrong");
        HttpRequest request = asked();
        request.url.setQuery(QStringLiteral("access_token=") + QLatin1String(password));
        const HttpResult result = answer(request);
        QVERIFY(!result);
        QByteArray all = result.error().error.oneLine().toUtf8() + result.error().body;
        for (const TraceEntry& entry : m_client->trace().entries()) {
            all += entry.url + entry.outcome.toUtf8();
            for (const auto& headers : {entry.requestHeaders, entry.answerHeaders}) {
                for (const HttpHeader& header : headers)
                    all += header.name + ": " + header.value + '\n';
            }
        }
        QVERIFY(all.contains("[secret]"));
        QVERIFY(!all.contains(password));
        QVERIFY(!all.contains("bWU6Y29ycmVjdC1ob3JzZQ"));
    }

    void whatFailsIsTriedAgainWithBackoff()
    {
        HttpSettings settings = settingsFor(m_fake.url());
        settings.retry.attempts = 4;
        use(settings);
        m_fake.misbehave("status", 3, "503:later");
        const HttpResult result = answer(asked());
        QVERIFY(result);
        QCOMPARE(result->attempts, 4);
        QVERIFY(m_clock->pauses() == std::vector<milliseconds>({milliseconds(250), milliseconds(500), milliseconds(1000)}));
        QCOMPARE(m_client->trace().entries().size(), std::size_t(4));
        QCOMPARE(m_client->trace().entries()[1].attempt, 2);
        QCOMPARE(m_client->trace().entries()[1].status, 503);
    }

    void whatCannotGetBetterIsNotTriedAgain()
    {
        HttpSettings settings = settingsFor(m_fake.url());
        settings.retry.attempts = 4;
        use(settings);
        m_fake.misbehave("status", 1, "403:no");
        QVERIFY(!answer(asked()));
        QCOMPARE(m_fake.requests().size(), 1);
    }

    void retryAfterIsKeptForAllRequests()
    {
        HttpSettings settings = settingsFor(m_fake.url());
        settings.retry.attempts = 2;
        use(settings);
        m_fake.misbehave("429", 1, "7");
        QVERIFY(answer(asked()));
        QVERIFY(m_clock->pauses() == std::vector<milliseconds>({milliseconds(7000)}));
        settings.retry.attempts = 1;
        use(settings);
        m_fake.misbehave("429", 1, "30");
        QCOMPARE(int(answer(asked()).error().kind), int(Kind::TooManyRequests));
        QVERIFY(m_clock->pauses().empty());
        QVERIFY(answer(asked("/other"))); // waits for what the one before was told
        QVERIFY(m_clock->pauses() == std::vector<milliseconds>({milliseconds(30'000)}));
    }

    void patienceHasAnEnd()
    {
        HttpSettings settings = settingsFor(m_fake.url());
        settings.retry.attempts = 5;
        settings.retry.patience = milliseconds(60'000);
        use(settings);
        m_fake.misbehave("429", 1, "3600");
        const HttpResult result = answer(asked());
        QCOMPARE(int(result.error().kind), int(Kind::TooManyRequests));
        QVERIFY(result.error().retryAfter == milliseconds(3'600'000));
        QVERIFY(m_clock->pauses().empty());
    }

    void aBudgetIsNotOverdrawn()
    {
        HttpSettings settings = settingsFor(m_fake.url());
        settings.rate = {2, std::chrono::seconds(3600)};
        use(settings);
        for (int i = 0; i < 3; ++i)
            QVERIFY(answer(asked()));
        QVERIFY(m_clock->pauses() == std::vector<milliseconds>({milliseconds(3'600'000)}));
    }

    void cancellingIsHeardAtOnce()
    {
        HttpSettings settings = settingsFor(m_fake.url());
        settings.timeouts = {milliseconds(60'000), milliseconds(60'000), milliseconds(60'000)};
        use(settings);
        m_fake.misbehave("hang");
        Cancellation cancellation;
        QTimer::singleShot(50, [&] { cancellation.request(); });
        QElapsedTimer timer;
        timer.start();
        const HttpResult result = answer(asked(), cancellation);
        QCOMPARE(int(result.error().kind), int(Kind::Cancelled));
        QVERIFY(timer.elapsed() < 1000);
    }

    void whatIsCancelledBeforeIsNotSent()
    {
        Cancellation cancellation;
        cancellation.request();
        QCOMPARE(int(answer(asked(), cancellation).error().kind), int(Kind::Cancelled));
        QVERIFY(m_fake.requests().isEmpty());
    }

    void aRedirectAtHomeKeepsTheCredentials()
    {
        m_fake.misbehave("redirect", 1, "/other?a=1");
        const HttpResult result = answer(asked());
        QVERIFY(result);
        QCOMPARE(result->url.path(), QStringLiteral("/other"));
        QVERIFY(!header(1)[QLatin1String("authorization")].toString().isEmpty());
    }

    void aRedirectElsewhereTakesNoCredentials()
    {
        FakeProcess other(QStringLiteral("fakehttp"));
        QVERIFY(other.ok());
        m_fake.misbehave("redirect", 1, other.url(QStringLiteral("/anywhere")).toEncoded());
        HttpRequest request = asked();
        request.headers = {{"X-Scope-OrgID", "tenant"}};
        QVERIFY(answer(request));
        const QJsonObject headers = other.requests().at(0)[QLatin1String("headers")].toObject();
        QVERIFY(!headers.contains(QLatin1String("authorization")));
        QVERIFY(!headers.contains(QLatin1String("x-scope-orgid")));
    }

    void aPostIsNotSentOn()
    {
        m_fake.misbehave("redirect", 1, "/other");
        HttpRequest request = asked();
        request.method = HttpMethod::Post;
        QCOMPARE(int(answer(request).error().kind), int(Kind::Redirected));
        QCOMPARE(m_fake.requests().size(), 1);
    }

    void redirectsInACircleEnd()
    {
        m_fake.misbehave("redirect", 20, "/data");
        QCOMPARE(int(answer(asked()).error().kind), int(Kind::Redirected));
        QCOMPARE(m_fake.requests().size(), 6);
        for (int i = 0; i < 14; ++i) // so that the next test finds an honest service
            (void)answer(asked());
        use(settingsFor(m_fake.url()));
    }

    void cookiesAreNotKept()
    {
        m_fake.misbehave("redirect", 1, "/other"); // which sets one
        QVERIFY(answer(asked()));
        QCOMPARE(m_fake.requests().size(), 2);
        QVERIFY(!header(1).contains(QLatin1String("cookie")));
    }

    void aNameThatNobodyHasIsNamed()
    {
        use(settingsFor(QUrl(QStringLiteral("http://no-such-host.invalid"))));
        QCOMPARE(int(answer(asked()).error().kind), int(Kind::NameUnknown));
    }

    void aPortWithoutAnybodyIsNamed()
    {
        QTcpServer nobody;
        QVERIFY(nobody.listen(QHostAddress::LocalHost));
        const quint16 port = nobody.serverPort();
        nobody.close();
        use(settingsFor(QUrl(QStringLiteral("http://127.0.0.1:%1").arg(port))));
        QCOMPARE(int(answer(asked()).error().kind), int(Kind::Unreachable));
    }

    void aProxyIsAsked()
    {
        HttpSettings settings = settingsFor(QUrl(QStringLiteral("http://service.invalid")));
        settings.proxy = {ProxySettings::Kind::Http, QStringLiteral("127.0.0.1"), m_fake.port(), {}, {}};
        use(settings);
        QVERIFY(answer(asked()));
        QCOMPARE(m_fake.requests().at(0)[QLatin1String("target")].toString(), QStringLiteral("http://service.invalid/data"));
    }

    void aProxyThatIsNotThereIsNamed()
    {
        HttpSettings settings = settingsFor(QUrl(QStringLiteral("http://service.invalid")));
        settings.proxy = {ProxySettings::Kind::Http, QStringLiteral("no-such-proxy.invalid"), 3128, {}, {}};
        use(settings);
        QCOMPARE(int(answer(asked()).error().kind), int(Kind::Proxy));
    }
};

QTEST_GUILESS_MAIN(TestHttpClient)
#include "tst_httpclient.moc"
