// SPDX-License-Identifier: MIT
#include "net/httpexchange.h"

#include <QNetworkAccessManager>

#include <algorithm>

namespace auditlens {

namespace {

constexpr qint64 pieceBytes = 64 << 10;
/// So much waits unread before Qt stops reading from the network.
constexpr qint64 bufferBytes = 1 << 20;
constexpr std::chrono::milliseconds interestStep {50};

bool isSuccess(int status)
{
    return status >= 200 && status < 300;
}

/// Qt reports a status of 400 and above as an error, too.
bool isOnlyStatus(QNetworkReply::NetworkError error, int status)
{
    return error == QNetworkReply::NoError || (status >= 400 && error >= QNetworkReply::ContentAccessDenied);
}

} // namespace

/// The beginning of a body that nobody asked for.
class HttpExchange::ErrorBody : public BodySink
{
public:
    explicit ErrorBody(std::size_t limit) : m_limit(qsizetype(limit)) { }

    void begin() override { m_text.clear(); }
    void add(std::string_view piece) override
    {
        m_text.append(piece.data(), std::min<qsizetype>(qsizetype(piece.size()), m_limit - m_text.size()));
    }
    const QByteArray& text() const { return m_text; }

private:
    qsizetype m_limit;
    QByteArray m_text;
};

HttpExchange::HttpExchange(QNetworkAccessManager& manager, const QNetworkRequest& request, HttpMethod method, const QByteArray& body,
    const HttpSettings& settings, const Cancellation& cancellation, BodySink& sink)
    : m_cancellation(cancellation)
    , m_limits(settings.limits)
    , m_sink(sink)
    , m_errorBody(std::make_unique<ErrorBody>(settings.limits.errorBytes))
    , m_reply(method == HttpMethod::Get ? manager.get(request) : manager.post(request, body))
{
    m_clock.start();
    m_reply->setReadBufferSize(bufferBytes);
    connect(m_reply.get(), &QNetworkReply::socketStartedConnecting, this, [this] { Q_EMIT reached(ExchangeStage::Connecting); });
    connect(m_reply.get(), &QNetworkReply::requestSent, this, [this] { Q_EMIT reached(ExchangeStage::Sent); });
    connect(m_reply.get(), &QNetworkReply::metaDataChanged, this, &HttpExchange::readHead);
    connect(m_reply.get(), &QNetworkReply::readyRead, this, &HttpExchange::readBody);
    connect(m_reply.get(), &QNetworkReply::finished, this, &HttpExchange::finish);
    connect(m_reply.get(), &QNetworkReply::sslErrors, this, [this](const QList<QSslError>& errors) { m_result.tlsErrors = errors; });
    watchTimes(settings.timeouts);
}

HttpExchange::~HttpExchange()
{
    m_reply->disconnect(this);
}

void HttpExchange::watchTimes(const HttpTimeouts& timeouts)
{
    const auto watch = [this](QTimer& timer, std::chrono::milliseconds time, ExchangeResult::End end) {
        timer.setSingleShot(true);
        timer.setInterval(time);
        connect(&timer, &QTimer::timeout, this, [this, end] { stop(end); });
    };
    watch(m_connecting, timeouts.connect, ExchangeResult::End::ConnectTimeout);
    watch(m_idle, timeouts.idle, ExchangeResult::End::IdleTimeout);
    watch(m_whole, timeouts.whole, ExchangeResult::End::WholeTimeout);
    const auto sent = [this] {
        m_connecting.stop();
        m_idle.start();
    };
    connect(m_reply.get(), &QNetworkReply::requestSent, this, sent);
    connect(m_reply.get(), &QNetworkReply::uploadProgress, this, sent);
    m_connecting.start();
    m_whole.start();
    connect(&m_interest, &QTimer::timeout, this, [this] {
        if (m_cancellation.requested())
            stop(ExchangeResult::End::Cancelled);
    });
    m_interest.start(interestStep);
}

void HttpExchange::readHead()
{
    m_connecting.stop();
    m_idle.start();
    m_result.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    m_result.headers.clear();
    std::size_t bytes = 0;
    for (const auto& [name, value] : m_reply->rawHeaderPairs()) {
        m_result.headers.push_back({name, value});
        bytes += std::size_t(name.size() + value.size());
    }
    if (bytes > m_limits.headerBytes)
        stop(ExchangeResult::End::HeadersTooLarge);
}

void HttpExchange::readBody()
{
    if (m_stopped)
        return;
    m_idle.start();
    while (!m_stopped && m_reply->bytesAvailable() > 0) {
        const QByteArray piece = m_reply->read(pieceBytes);
        if (piece.isEmpty())
            return;
        take({piece.constData(), std::size_t(piece.size())});
    }
}

void HttpExchange::take(std::string_view bytes)
{
    m_result.received += qint64(bytes.size());
    if (!m_reader) {
        const bool wanted = isSuccess(m_result.status);
        BodySink& sink = wanted ? m_sink : *m_errorBody;
        m_reader.emplace(headerValue(m_result.headers, "Content-Encoding"), wanted ? m_limits.bodyBytes : m_limits.errorBytes, sink);
    }
    note(m_reader->add(bytes));
}

void HttpExchange::note(BodyReader::Trouble trouble)
{
    if (trouble == BodyReader::Trouble::None)
        return;
    if (!isSuccess(m_result.status)) // what an error page says further down, or in which encoding, matters to nobody
        stop(ExchangeResult::End::Answered);
    else
        stop(trouble == BodyReader::Trouble::TooLarge ? ExchangeResult::End::BodyTooLarge : ExchangeResult::End::BadEncoding);
}

void HttpExchange::stop(ExchangeResult::End end)
{
    if (m_stopped)
        return;
    m_stopped = end;
    if (m_reply->isRunning())
        m_reply->abort();
}

void HttpExchange::finish()
{
    for (QTimer* timer : {&m_connecting, &m_idle, &m_whole, &m_interest})
        timer->stop();
    m_result.error = m_reply->error();
    m_result.reason = m_reply->errorString();
    m_result.http2 = m_reply->attribute(QNetworkRequest::Http2WasUsedAttribute).toBool();
    if (!m_stopped && isOnlyStatus(m_result.error, m_result.status) && m_result.status != 0) {
        readBody();
        if (!m_stopped && m_reader)
            note(m_reader->finish());
        m_result.end = m_stopped.value_or(ExchangeResult::End::Answered);
    } else {
        m_result.end = m_stopped.value_or(ExchangeResult::End::Failed);
    }
    m_result.errorBody = m_errorBody->text();
    m_result.duration = std::chrono::milliseconds(m_clock.elapsed());
    Q_EMIT done();
}

} // namespace auditlens
