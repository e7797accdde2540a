// SPDX-License-Identifier: MIT
#include "net/newsbell.h"

#include <QCoreApplication>
#include <QNetworkProxyFactory>
#include <QWebSocket>

namespace auditlens {

namespace {

struct Tr
{
    Q_DECLARE_TR_FUNCTIONS(auditlens::Http)
};

constexpr std::chrono::milliseconds interestStep {50};

QNetworkProxy proxyFor(const ProxySettings& settings, QUrl url)
{
    if (settings.kind != ProxySettings::Kind::System)
        return enteredProxy(settings);
    url.setScheme(url.scheme() == QLatin1String("wss") ? QStringLiteral("https") : QStringLiteral("http"));
    QNetworkProxy proxy = QNetworkProxyFactory::systemProxyForQuery(QNetworkProxyQuery(url)).value(0);
    if (proxy.type() == QNetworkProxy::HttpCachingProxy)
        proxy.setType(QNetworkProxy::HttpProxy); // the same one, asked for a tunnel
    return proxy;
}

} // namespace

NewsBell::NewsBell(QNetworkRequest request, const QSslConfiguration& tls, const HttpSettings& settings, Cancellation cancellation)
    : m_request(std::move(request)), m_cancellation(std::move(cancellation)), m_socket(std::make_unique<QWebSocket>())
{
    m_socket->setSslConfiguration(tls);
    m_socket->setProxy(proxyFor(settings.proxy, m_request.url()));
    m_socket->setMaxAllowedIncomingFrameSize(maxMessageBytes);
    m_socket->setMaxAllowedIncomingMessageSize(maxMessageBytes);
    const auto ring = [this] { m_hasRung = true; };
    connect(m_socket.get(), &QWebSocket::textMessageReceived, this, ring);
    connect(m_socket.get(), &QWebSocket::binaryMessageReceived, this, ring);
    connect(m_socket.get(), &QWebSocket::connected, this, [this] {
        m_isOpen = true;
        settle();
    });
    connect(m_socket.get(), &QWebSocket::disconnected, this, [this] { end(m_socket->closeReason()); });
    connect(m_socket.get(), qOverload<QAbstractSocket::SocketError>(&QWebSocket::error), this, [this] { end(m_socket->errorString()); });
    m_connecting.setSingleShot(true);
    connect(&m_connecting, &QTimer::timeout, this, [this] { end(Tr::tr("No connection came about in time.")); });
    connect(&m_interest, &QTimer::timeout, this, [this] {
        if (m_cancellation.requested())
            end(Tr::tr("It was cancelled."));
    });
    m_connecting.start(settings.timeouts.connect);
    m_interest.start(interestStep);
    QTimer::singleShot(0, this, &NewsBell::open); // who made this listens by then
}

NewsBell::~NewsBell()
{
    m_socket->disconnect(this);
    m_socket->abort();
}

void NewsBell::open()
{
    if (!m_isSettled)
        m_socket->open(m_request);
}

void NewsBell::end(const QString& outcome)
{
    if (m_outcome.isEmpty())
        m_outcome = outcome.isEmpty() ? Tr::tr("The service ended it.") : outcome;
    m_isOpen = false;
    m_socket->disconnect(this);
    m_socket->abort();
    settle();
}

void NewsBell::settle()
{
    m_connecting.stop();
    m_interest.stop();
    if (!std::exchange(m_isSettled, true))
        Q_EMIT settled();
}

} // namespace auditlens
