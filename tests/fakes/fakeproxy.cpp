// SPDX-License-Identifier: MIT
#include "fakes/fakeserver.h"

#include <QCoreApplication>
#include <QHostAddress>
#include <QJsonDocument>
#include <QTcpSocket>

using namespace auditlens::test;

namespace {

/// A proxy that speaks HTTP (a tunnel with CONNECT, or a whole address in a GET) and SOCKS 5 on one port. Whatever host it
/// is asked for, it goes to that port of 127.0.0.1: names are its own business. Options in the environment:
/// FAKE_PROXY_LOGIN is "user:password" that it wants, FAKE_PROXY_REFUSES lets nobody through. Says "tunnels" in order.
class Tunnel : public QObject
{
public:
    Tunnel(QTcpSocket* near, QStringList& log) : QObject(near), m_near(near), m_log(log)
    {
        connect(near, &QTcpSocket::readyRead, this, &Tunnel::read);
        connect(near, &QTcpSocket::disconnected, near, &QObject::deleteLater);
        connect(&m_far, &QTcpSocket::connected, this, [this] { m_far.write(m_bytes); });
        connect(&m_far, &QTcpSocket::readyRead, this, [this] { m_near->write(m_far.readAll()); });
        connect(&m_far, &QTcpSocket::disconnected, near, &QTcpSocket::disconnectFromHost);
        connect(&m_far, &QTcpSocket::errorOccurred, near, &QTcpSocket::disconnectFromHost);
    }

private:
    enum class State { Greeting, Login, Request, Open };

    void read()
    {
        if (m_state == State::Open && m_far.state() == QAbstractSocket::ConnectedState) {
            m_far.write(m_near->readAll());
            return;
        }
        m_bytes += m_near->readAll();
        const bool isSocks = m_bytes.startsWith(char(5)) || m_state == State::Login;
        while (m_state != State::Open && (isSocks ? takeSocks() : takeHttp())) { }
    }

    void open(const QByteArray& host, quint16 port)
    {
        m_log.append(QString::fromLatin1(host) + u':' + QString::number(port));
        m_state = State::Open;
        m_far.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
    }

    /// One request's head; false while it is incomplete, and when it was the last.
    bool takeHttp()
    {
        const qsizetype end = m_bytes.indexOf("\r\n\r\n");
        if (end < 0)
            return false;
        const QByteArray head = m_bytes.left(end);
        const QByteArrayList words = head.left(head.indexOf('\r')).split(' ');
        const bool isTunnel = words.value(0) == "CONNECT";
        if (isTunnel || m_isRefusing || !mayPass(head))
            m_bytes.remove(0, end + 4);
        if (m_isRefusing || !mayPass(head)) {
            m_near->write(m_isRefusing ? "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"
                                       : "HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"fake\"\r\nContent-Length: 0\r\n\r\n");
            return true;
        }
        if (isTunnel)
            m_near->write("HTTP/1.1 200 Connection established\r\n\r\n");
        const QUrl url = QUrl::fromEncoded((isTunnel ? "http://" : "") + words.value(1));
        open(url.host().toLatin1(), quint16(url.port(80)));
        return true;
    }

    bool mayPass(const QByteArray& head) const
    {
        const QByteArray proof = "\r\nproxy-authorization: basic " + m_login.toBase64();
        return m_login.isEmpty() || head.toLower().contains(proof.toLower());
    }

    bool takeSocks()
    {
        switch (m_state) {
        case State::Greeting:
            return greet();
        case State::Login:
            return login();
        default:
            return request();
        }
    }

    bool greet()
    {
        const qsizetype length = m_bytes.size() < 2 ? 2 : 2 + m_bytes[1];
        if (m_bytes.size() < length)
            return false;
        const char wanted = m_login.isEmpty() ? 0 : 2;
        const bool isOffered = m_bytes.mid(2, length - 2).contains(wanted);
        m_bytes.remove(0, length);
        m_near->write(QByteArray(1, 5) + (isOffered ? wanted : char(0xFF)));
        m_state = m_login.isEmpty() ? State::Request : State::Login;
        return isOffered;
    }

    bool login()
    {
        const qsizetype user = m_bytes.size() < 2 ? 0 : m_bytes[1];
        const qsizetype password = m_bytes.size() < 3 + user ? 0 : m_bytes[2 + user];
        if (m_bytes.size() < 3 + user + password)
            return false;
        const bool isRight = m_bytes.mid(2, user) + ':' + m_bytes.mid(3 + user, password) == m_login;
        m_bytes.remove(0, 3 + user + password);
        m_near->write(QByteArray(1, 1) + (isRight ? char(0) : char(1)));
        m_state = State::Request;
        return isRight;
    }

    bool request()
    {
        constexpr int name = 3;
        const qsizetype host = m_bytes.size() < 5 ? 0 : m_bytes[3] == name ? 1 + m_bytes[4] : 4;
        if (m_bytes.size() < 5 || m_bytes.size() < 6 + host)
            return false;
        const QByteArray address = m_bytes[3] == name ? m_bytes.mid(5, host - 1) : QByteArray("an address");
        const auto port = quint16(quint8(m_bytes[4 + host]) << 8 | quint8(m_bytes[5 + host]));
        m_bytes.remove(0, 6 + host);
        constexpr char notAllowed = 2;
        m_near->write(QByteArray(1, 5) + (m_isRefusing ? notAllowed : char(0)) + char(0) + char(1) + QByteArray(6, 0));
        if (m_isRefusing)
            return false;
        open(address, port);
        return true;
    }

    QTcpSocket* m_near;
    QTcpSocket m_far;
    QByteArray m_bytes; ///< Not taken yet; goes on to the other end when that is there.
    QStringList& m_log;
    State m_state = State::Greeting;
    const QByteArray m_login = qgetenv("FAKE_PROXY_LOGIN");
    const bool m_isRefusing = qEnvironmentVariableIsSet("FAKE_PROXY_REFUSES");
};

} // namespace

int main(int argc, char** argv)
{
    const QCoreApplication app(argc, argv);
    QStringList log;
    QTcpServer server;
    QObject::connect(&server, &QTcpServer::newConnection, &server, [&] {
        while (QTcpSocket* socket = server.nextPendingConnection())
            new Tunnel(socket, log); // NOLINT: the socket owns it
    });
    if (!server.listen(QHostAddress::LocalHost))
        return 1;
    return obeyOrders(server.serverPort(), [&](const QByteArray&) { return QJsonDocument(QJsonArray::fromStringList(log)).toJson(QJsonDocument::Compact); });
}
