// SPDX-License-Identifier: MIT
#include "net/httpclient.h"

#include "base/text.h"
#include "net/newsbell.h"

#include <QCoreApplication>
#include <QCoroSignal>
#include <QNetworkCookie>
#include <QNetworkCookieJar>
#include <QNetworkProxyFactory>

#include <algorithm>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Http)
};

class SystemProxies : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery& query) override { return systemProxyForQuery(query); }
};

/// A session is what a backend says it is, never what a server left here.
class NoCookies : public QNetworkCookieJar
{
public:
    QList<QNetworkCookie> cookiesForUrl(const QUrl&) const override { return {}; }
    bool setCookiesFromUrl(const QList<QNetworkCookie>&, const QUrl&) override { return false; }
};

class WholeBody : public BodySink
{
public:
    void begin() override { m_body.clear(); }
    void add(std::string_view piece) override { m_body.append(piece.data(), qsizetype(piece.size())); }
    QByteArray take() { return std::move(m_body); }

private:
    QByteArray m_body;
};

QString whereOf(const QUrl& url)
{
    return QString::fromUtf8(redactedUrl(url));
}

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool isPage(const std::vector<HttpHeader>& headers)
{
    return headerValue(headers, "Content-Type").toLower().contains("html");
}

} // namespace

HttpClient::HttpClient(HttpSettings settings, HttpSurroundings surroundings)
    : m_settings(std::move(settings))
    , m_scope(m_settings.base, m_settings.endpoints)
    , m_surroundings(std::move(surroundings))
    , m_budget(m_settings.rate)
{
    const Result<QSslConfiguration> tls = tlsConfiguration(m_settings.tls);
    if (tls)
        m_tls = *tls;
    else
        m_unusable = tls.error();
    m_manager.setCookieJar(new NoCookies); // NOLINT: the manager owns it
    m_manager.setAutoDeleteReplies(false);
    if (m_settings.proxy.kind == ProxySettings::Kind::System)
        m_manager.setProxyFactory(new SystemProxies); // NOLINT: the manager owns it
    else
        m_manager.setProxy(enteredProxy(m_settings.proxy));
}

std::optional<HttpProblem> HttpClient::refusal(const HttpRequest& request) const
{
    if (m_unusable)
        return HttpProblem {HttpProblem::Kind::Settings, *m_unusable, 0, {}, {}};
    const bool hasSecretBody = request.authorization && !request.authorization->body().empty();
    if (!m_scope.contains(request.method, request.url, request.headers) || (hasSecretBody && !m_scope.takesCredentials(request.method, request.url)))
        return notDeclaredProblem(whereOf(request.url));
    return {};
}

QCoro::Task<HttpResult> HttpClient::send(HttpRequest request, Cancellation cancellation)
{
    const auto body = std::make_shared<WholeBody>();
    HttpResult result = co_await stream(std::move(request), body, cancellation);
    if (result)
        result->body = body->take();
    co_return std::move(result);
}

QCoro::Task<HttpResult> HttpClient::stream(HttpRequest request, std::shared_ptr<BodySink> sink, Cancellation cancellation)
{
    if (auto problem = refusal(request))
        co_return HttpResult(std::move(*problem));
    const int attempts = request.attempts > 0 ? request.attempts : m_settings.retry.attempts;
    const QString where = whereOf(request.url);
    std::chrono::milliseconds waited {0};
    std::chrono::milliseconds wait = m_budget.waitAt(m_surroundings.clock->now());
    for (int number = 1;; ++number) {
        if (!co_await m_surroundings.clock->pause(wait, cancellation))
            co_return HttpResult(cancelledProblem(where));
        m_budget.sent(m_surroundings.clock->now());
        HttpResult result = co_await attempt(request, number, cancellation, *sink);
        if (result || !isWorthRepeating(result.error().kind))
            co_return std::move(result);
        wait = waitBefore(result.error(), number);
        waited += wait;
        if (number >= attempts || waited > m_settings.retry.patience)
            co_return std::move(result);
    }
}

QCoro::Task<std::shared_ptr<NewsBell>> HttpClient::listen(HttpRequest request, Cancellation cancellation)
{
    if (refusal(request))
        co_return std::shared_ptr<NewsBell>();
    std::vector<HttpHeader> proof;
    if (request.authorization)
        proof = request.authorization->headers(request, m_surroundings.clock->now());
    QNetworkRequest opening = prepared(request, proof);
    QUrl url = request.url;
    url.setScheme(url.scheme() == QLatin1String("https") ? QStringLiteral("wss") : QStringLiteral("ws"));
    opening.setUrl(url);
    TraceEntry entry = traceOf(request, proof, 1);
    entry.url = redactedUrl(url);
    auto bell = std::make_shared<NewsBell>(std::move(opening), m_tls, m_settings, cancellation);
    proof.clear();
    co_await qCoro(bell.get(), &NewsBell::settled);
    constexpr int switched = 101;
    entry.status = bell->isOpen() ? switched : 0;
    entry.duration = std::chrono::milliseconds(entry.time.msecsTo(m_surroundings.clock->now()));
    const QByteArray outcome = bell->outcome().toUtf8();
    entry.outcome = QString::fromUtf8(request.authorization ? request.authorization->concealed(outcome) : outcome);
    m_trace.add(std::move(entry));
    if (!bell->isOpen())
        bell.reset();
    co_return std::move(bell);
}

/// A 429 is about all requests of this client, so the budget keeps it.
std::chrono::milliseconds HttpClient::waitBefore(const HttpProblem& problem, int failed)
{
    const QDateTime now = m_surroundings.clock->now();
    const auto wait = problem.retryAfter.value_or(m_settings.retry.backoff(failed, m_surroundings.random));
    if (problem.kind == HttpProblem::Kind::TooManyRequests)
        m_budget.closeUntil(now.addMSecs(wait.count()));
    return std::max(wait, m_budget.waitAt(now));
}

QCoro::Task<HttpResult> HttpClient::attempt(
    const HttpRequest& request, int number, const Cancellation& cancellation, BodySink& sink)
{
    HttpRequest hop = request;
    for (int redirects = 0;; ++redirects) {
        std::vector<HttpHeader> proof;
        Secret secret;
        if (hop.authorization) {
            proof = hop.authorization->headers(hop, m_surroundings.clock->now());
            secret = hop.authorization->body();
        }
        const QByteArray body = secret.empty() ? hop.body : QByteArray::fromRawData(secret.reveal().data(), qsizetype(secret.size()));
        TraceEntry entry = traceOf(hop, proof, number);
        sink.begin();
        QNetworkRequest toSend = prepared(hop, proof);
        addProxyLogin(toSend);
        HttpExchange exchange(m_manager, toSend, hop.method, body, m_settings, cancellation, sink);
        proof.clear();
        if (m_surroundings.reached)
            QObject::connect(&exchange, &HttpExchange::reached, m_surroundings.reached);
        co_await qCoro(&exchange, &HttpExchange::done);
        const ExchangeResult& result = exchange.result();
        entry.status = result.status;
        entry.answerHeaders = redactedHeaders(result.headers);
        entry.answerBytes = result.received;
        entry.duration = result.duration;
        std::optional<HttpProblem> problem;
        const bool elsewhere = hop.redirects && result.end == ExchangeResult::End::Answered && isRedirect(result.status);
        if (elsewhere && redirects < m_settings.limits.redirects) {
            problem = redirect(hop, result);
            if (!problem) {
                m_trace.add(std::move(entry));
                continue;
            }
        }
        HttpResult outcome = problem ? HttpResult(std::move(*problem)) : judged(hop, result);
        if (outcome)
            outcome->attempts = number;
        else
            entry.outcome = outcome.error().error.why;
        m_trace.add(std::move(entry));
        co_return std::move(outcome);
    }
}

QNetworkRequest HttpClient::prepared(const HttpRequest& request, const std::vector<HttpHeader>& proof) const
{
    QNetworkRequest prepared(request.url);
    prepared.setSslConfiguration(m_tls);
    prepared.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    prepared.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    prepared.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    prepared.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    prepared.setAttribute(QNetworkRequest::Http2AllowedAttribute, true);
    // Said by us, so that Qt leaves decompression, and with it the limit, to BodyReader.
    prepared.setRawHeader("Accept-Encoding", "gzip");
    prepared.setRawHeader("User-Agent", "AuditLens/" AUDITLENS_VERSION);
    if (request.expects == HttpExpects::Json)
        prepared.setRawHeader("Accept", "application/json");
    for (const std::vector<HttpHeader>* headers : {&request.headers, &proof}) {
        for (const HttpHeader& header : *headers)
            prepared.setRawHeader(header.name, header.value);
    }
    return prepared;
}

/// Where nothing may be reused, Qt shows a proxy its login only for a tunnel. Without one the first to read the headers is
/// the proxy, which takes this one out.
void HttpClient::addProxyLogin(QNetworkRequest& request) const
{
    const ProxySettings& proxy = m_settings.proxy;
    if (proxy.kind != ProxySettings::Kind::Http || proxy.user.isEmpty() || request.url().scheme() != QLatin1String("http"))
        return;
    QByteArray login = proxy.user.toUtf8() + ':';
    if (proxy.password)
        login.append(proxy.password->reveal().data(), qsizetype(proxy.password->size()));
    request.setRawHeader("Proxy-Authorization", "Basic " + login.toBase64());
}

TraceEntry HttpClient::traceOf(const HttpRequest& request, const std::vector<HttpHeader>& proof, int number) const
{
    TraceEntry entry;
    entry.time = m_surroundings.clock->now();
    entry.method = methodName(request.method);
    entry.url = redactedUrl(request.url);
    entry.requestHeaders = request.headers;
    entry.requestHeaders.insert(entry.requestHeaders.end(), proof.begin(), proof.end());
    entry.requestHeaders = redactedHeaders(entry.requestHeaders, proof);
    entry.requestBytes = request.body.size();
    entry.attempt = number;
    return entry;
}

/// Turns the request to the address that the service names, or says why nobody follows. Credentials stay with the
/// service's own origin, and so does everything that is not a plain question.
std::optional<HttpProblem> HttpClient::redirect(HttpRequest& request, const ExchangeResult& result) const
{
    const QUrl to = request.url.resolved(QUrl::fromEncoded(headerValue(result.headers, "Location")));
    const QString where = whereOf(request.url);
    const auto refused = [&](const QString& why) { return redirectProblem(whereOf(to), why, where); };
    if (!to.isValid() || (to.scheme() != QLatin1String("https") && to.scheme() != QLatin1String("http")))
        return refused(Tr::tr("That is no address of the web."));
    if (request.url.scheme() == QLatin1String("https") && to.scheme() == QLatin1String("http"))
        return refused(Tr::tr("It is not encrypted, and this one is."));
    if (request.method == HttpMethod::Post)
        return refused(Tr::tr("A question with a body is not sent on."));
    if (m_scope.isOwnOrigin(to)) {
        if (!m_scope.contains(request.method, to))
            return refused(Tr::tr("That is none of the addresses that this kind of connection declares."));
    } else {
        request.authorization.reset();
        request.headers.clear();
    }
    request.url = to.adjusted(QUrl::RemoveUserInfo);
    return {};
}

/// Behind a proxy only the proxy's name is looked up and only the proxy is connected to, but Qt names the same errors.
void HttpClient::nameProxy(HttpProblem& problem) const
{
    const bool isEntered = m_settings.proxy.kind == ProxySettings::Kind::Http || m_settings.proxy.kind == ProxySettings::Kind::Socks5;
    if (!isEntered || (problem.kind != HttpProblem::Kind::NameUnknown && problem.kind != HttpProblem::Kind::Unreachable))
        return;
    problem.kind = HttpProblem::Kind::Proxy;
    problem.error.why = Tr::tr("The proxy \"%1\" cannot be reached.").arg(m_settings.proxy.host);
    problem.error.help = Tr::tr("Check the proxy in the settings of this connection.");
}

HttpResult HttpClient::judged(const HttpRequest& request, const ExchangeResult& result) const
{
    const auto concealed = [&](QByteArray text) {
        return request.authorization ? request.authorization->concealed(std::move(text)) : text;
    };
    const QString where = whereOf(request.url);
    if (result.end != ExchangeResult::End::Answered) {
        HttpProblem problem = exchangeProblem(result, where);
        problem.error.why = QString::fromUtf8(concealed(problem.error.why.toUtf8()));
        nameProxy(problem);
        return problem;
    }
    const bool isAnswer = (result.status >= 200 && result.status < 300) || (!request.redirects && isRedirect(result.status));
    if (!isAnswer) {
        HttpProblem problem = statusProblem(result.status, concealed(result.errorBody), where);
        problem.retryAfter = parseRetryAfter(headerValue(result.headers, "Retry-After"), m_surroundings.clock->now());
        if (m_settings.status)
            m_settings.status(problem, result.headers);
        return problem;
    }
    if (request.expects == HttpExpects::Json && isPage(result.headers))
        return notTheServiceProblem(Tr::tr("It answers with a web page, not with data."), where);
    HttpAnswer answer;
    answer.status = result.status;
    answer.headers = result.headers;
    answer.url = request.url;
    answer.http2 = result.http2;
    return answer;
}

} // namespace auditlens
