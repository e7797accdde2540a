// SPDX-License-Identifier: MIT
#pragma once

#include "net/authorization.h"
#include "net/httpproblem.h"
#include "net/httptrace.h"
#include "net/netclock.h"

#include <QCoroTask>
#include <QNetworkAccessManager>

#include <functional>

namespace auditlens {

struct HttpAnswer
{
    int status = 0; ///< 200 to 299, or that of a redirect that was not to be followed.
    std::vector<HttpHeader> headers;
    QByteArray body; ///< Empty when it went to a sink.
    QUrl url; ///< Behind the redirects.
    bool http2 = false;
    int attempts = 1;
};

class NewsBell;
using HttpResult = Result<HttpAnswer, HttpProblem>;

/// What a client does not do by itself, so that a test can.
struct HttpSurroundings
{
    std::shared_ptr<NetClock> clock = std::make_shared<SystemNetClock>();
    RandomShare random = systemRandomShare();
    std::function<void(ExchangeStage)> reached = {}; ///< Told of every request, on the client's thread.
};

/// Asks one service, for one connection. Only what its settings declare can be sent, nothing is remembered between
/// requests (no cookie, no cache, no password), and a server's certificate is always verified.
///
/// One thread, with an event loop. The client outlives what it was asked: cancel it and wait for the answer, which comes
/// within 200 ms.
class HttpClient
{
public:
    explicit HttpClient(HttpSettings settings, HttpSurroundings surroundings = {});

    const HttpScope& scope() const { return m_scope; }
    const HttpTrace& trace() const { return m_trace; }

    /// The body of the answer as a whole, within the limits.
    QCoro::Task<HttpResult> send(HttpRequest request, Cancellation cancellation);
    /// The same, the body in pieces; of an attempt that fails, too.
    QCoro::Task<HttpResult> stream(HttpRequest request, std::shared_ptr<BodySink> sink, Cancellation cancellation);

    /// A websocket where a GET is declared, with the credentials, TLS, proxy and time to connect of a request. Null where
    /// there is none; the trace says why.
    QCoro::Task<std::shared_ptr<NewsBell>> listen(HttpRequest request, Cancellation cancellation);

private:
    QCoro::Task<HttpResult> attempt(const HttpRequest& request, int number, const Cancellation& cancellation, BodySink& sink);
    QNetworkRequest prepared(const HttpRequest& request, const std::vector<HttpHeader>& proof) const;
    void addProxyLogin(QNetworkRequest& request) const;
    TraceEntry traceOf(const HttpRequest& request, const std::vector<HttpHeader>& proof, int number) const;
    HttpResult judged(const HttpRequest& request, const ExchangeResult& result) const;
    void nameProxy(HttpProblem& problem) const;
    std::optional<HttpProblem> refusal(const HttpRequest& request) const;
    std::optional<HttpProblem> redirect(HttpRequest& request, const ExchangeResult& result) const;
    std::chrono::milliseconds waitBefore(const HttpProblem& problem, int failed);

    HttpSettings m_settings;
    HttpScope m_scope;
    HttpSurroundings m_surroundings;
    RateBudget m_budget;
    HttpTrace m_trace;
    std::optional<Error> m_unusable; ///< The TLS settings.
    QSslConfiguration m_tls;
    QNetworkAccessManager m_manager;
};

} // namespace auditlens
