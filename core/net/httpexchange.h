// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "net/bodyreader.h"
#include "net/httpsettings.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>

class QNetworkAccessManager;

namespace auditlens {

/// How far a request has come.
enum class ExchangeStage : std::uint8_t {
    Connecting, ///< The host's name, or the proxy's, has an address.
    Sent, ///< Over a connection that is encrypted where it has to be.
};

/// What became of one request that was sent.
struct ExchangeResult
{
    enum class End : std::uint8_t {
        Answered, ///< With any status, headers and a whole body.
        Failed, ///< `error`, `reason` and `tlsErrors` say why.
        Cancelled,
        ConnectTimeout,
        IdleTimeout,
        WholeTimeout,
        HeadersTooLarge,
        BodyTooLarge,
        BadEncoding,
    };
    End end = End::Failed;
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    QString reason; ///< As Qt says it; may hold what the server sent.
    QList<QSslError> tlsErrors;
    int status = 0;
    std::vector<HttpHeader> headers;
    QByteArray errorBody; ///< The beginning of the body of a status other than 2xx.
    qint64 received = 0; ///< Bytes of the body as sent.
    std::chrono::milliseconds duration {0};
    bool http2 = false;
};

/// One request on its way: timeouts, limits, cancellation. Starts when it is made; done() comes once, from the event
/// loop. The body of a 2xx answer goes to the sink.
class HttpExchange : public QObject
{
    Q_OBJECT

public:
    /// `body` outlives this object.
    HttpExchange(QNetworkAccessManager& manager, const QNetworkRequest& request, HttpMethod method, const QByteArray& body,
        const HttpSettings& settings, const Cancellation& cancellation, BodySink& sink);
    ~HttpExchange() override;

    const ExchangeResult& result() const { return m_result; }

Q_SIGNALS:
    void reached(auditlens::ExchangeStage stage); ///< None of them over a connection that was there already.
    void done();

private:
    class ErrorBody;

    void watchTimes(const HttpTimeouts& timeouts);
    void readHead();
    void readBody();
    void take(std::string_view bytes);
    void note(BodyReader::Trouble trouble);
    void stop(ExchangeResult::End end);
    void finish();

    Cancellation m_cancellation;
    HttpLimits m_limits;
    BodySink& m_sink;
    std::unique_ptr<ErrorBody> m_errorBody;
    std::optional<BodyReader> m_reader;
    std::unique_ptr<QNetworkReply> m_reply;
    QElapsedTimer m_clock;
    QTimer m_connecting;
    QTimer m_idle;
    QTimer m_whole;
    QTimer m_interest;
    std::optional<ExchangeResult::End> m_stopped;
    ExchangeResult m_result;
};

} // namespace auditlens
