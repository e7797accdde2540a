// SPDX-License-Identifier: MIT
#pragma once

#include "base/cancellation.h"
#include "net/httpsettings.h"

#include <QNetworkRequest>
#include <QObject>
#include <QTimer>

#include <memory>

class QWebSocket;

namespace auditlens {

/// A websocket (RFC 6455) over which a service tells what comes in. What it tells is counted and not read, and nothing is
/// sent but what the protocol wants: a message says that it is time to ask. Opens when the event loop runs; it ends when
/// the service ends it, breaks the protocol or sends a message that is too large, and is not opened again. One thread.
class NewsBell : public QObject
{
    Q_OBJECT

public:
    static constexpr quint64 maxMessageBytes = 16 << 20;

    /// `request` is for ws or wss. Until it is open the cancellation is heard within 50 ms.
    NewsBell(QNetworkRequest request, const QSslConfiguration& tls, const HttpSettings& settings, Cancellation cancellation);
    ~NewsBell() override;

    bool isOpen() const { return m_isOpen; }
    /// Why it is not open; what the server said may be in it.
    const QString& outcome() const { return m_outcome; }
    /// Whether a message came since the last call.
    bool takeRing() { return std::exchange(m_hasRung, false); }

Q_SIGNALS:
    /// Once: it is open now, or it will not be.
    void settled();

private:
    void open();
    void end(const QString& outcome);
    void settle();

    QNetworkRequest m_request;
    Cancellation m_cancellation;
    std::unique_ptr<QWebSocket> m_socket;
    QTimer m_connecting;
    QTimer m_interest;
    QString m_outcome;
    bool m_isOpen = false;
    bool m_isSettled = false;
    bool m_hasRung = false;
};

} // namespace auditlens
