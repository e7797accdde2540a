// SPDX-License-Identifier: MIT
#include "fakes/fakeserver.h"

#include <QSslServer>
#include <QTcpSocket>

namespace auditlens::test {

namespace {

std::optional<QByteArray> valueIn(const QByteArray& form, const QByteArray& name)
{
    for (QByteArray part : form.split('&')) {
        part.replace('+', ' ');
        const qsizetype equals = part.indexOf('=');
        if (QByteArray::fromPercentEncoding(equals < 0 ? part : part.left(equals)) == name)
            return equals < 0 ? QByteArray() : QByteArray::fromPercentEncoding(part.mid(equals + 1));
    }
    return {};
}

/// The whole request at the beginning of the bytes, which are then taken; nothing while it is incomplete.
std::optional<FakeRequest> takeRequest(QByteArray& bytes)
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return {};
    FakeRequest request;
    QByteArrayList lines = bytes.left(end).split('\n');
    const QByteArrayList first = lines.takeFirst().trimmed().split(' ');
    request.method = first.value(0);
    request.target = first.value(1);
    for (const QByteArray& line : lines) {
        const qsizetype colon = line.indexOf(':');
        request.headers.append(qMakePair(line.left(colon).toLower(), line.mid(colon + 1).trimmed()));
    }
    const qsizetype length = request.header("content-length").toLongLong();
    if (bytes.size() < end + 4 + length)
        return {};
    request.body = bytes.mid(end + 4, length);
    bytes.remove(0, end + 4 + length);
    return request;
}

} // namespace

QByteArray FakeRequest::path() const
{
    const QByteArray whole = target.left(target.indexOf('?') < 0 ? target.size() : target.indexOf('?'));
    const qsizetype scheme = whole.indexOf("://");
    return scheme < 0 ? whole : whole.mid(whole.indexOf('/', scheme + 3));
}

QByteArray FakeRequest::header(const QByteArray& name) const
{
    for (const auto& [key, value] : headers) {
        if (key == name)
            return value;
    }
    return {};
}

std::optional<QByteArray> FakeRequest::parameter(const QByteArray& name) const
{
    const qsizetype query = target.indexOf('?');
    if (query >= 0) {
        if (auto value = valueIn(target.mid(query + 1), name))
            return value;
    }
    return valueIn(body, name);
}

int fakeOption(const char* name, int otherwise)
{
    return qEnvironmentVariableIsSet(name) ? qEnvironmentVariableIntValue(name) : otherwise;
}

QByteArray written(const FakeAnswer& answer)
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(answer.status) + " Fake\r\n";
    for (const auto& [name, value] : answer.headers)
        bytes += name + ": " + value + "\r\n";
    if (answer.takeOver)
        return bytes + "\r\n";
    bytes += "Content-Type: " + answer.type + "\r\nContent-Length: " + QByteArray::number(answer.body.size()) + "\r\n\r\n" + answer.body;
    return bytes;
}

FakeServer::FakeServer(FakeService service, const std::optional<QSslConfiguration>& tls) : m_service(std::move(service))
{
    if (tls) {
        auto server = std::make_unique<QSslServer>();
        server->setSslConfiguration(*tls);
        m_server = std::move(server);
    } else {
        m_server = std::make_unique<QTcpServer>();
    }
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &FakeServer::accept);
}

bool FakeServer::listen()
{
    return m_server->listen(QHostAddress::LocalHost);
}

void FakeServer::accept()
{
    while (QTcpSocket* socket = m_server->nextPendingConnection()) {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        const auto bytes = std::make_shared<QByteArray>();
        const auto read = [this, socket, bytes] {
            *bytes += socket->readAll();
            while (auto request = takeRequest(*bytes))
                answer(socket, *request);
        };
        connect(socket, &QTcpSocket::readyRead, this, read);
        read();
    }
}

void FakeServer::answer(QTcpSocket* socket, const FakeRequest& request)
{
    m_requests.push_back(request);
    const FakeAnswer honest = m_service(request);
    Misbehaviour how {"honest", 1, {}};
    if (!m_misbehaviours.empty()) {
        how = m_misbehaviours.front();
        if (--m_misbehaviours.front().times <= 0)
            m_misbehaviours.erase(m_misbehaviours.begin());
    }
    if (how.name == "honest") {
        socket->write(written(honest));
        if (honest.takeOver)
            honest.takeOver(socket);
        return;
    }
    if (!test::misbehave(socket, how, honest))
        qFatal("There is no misbehaviour \"%s\".", how.name.constData());
}

} // namespace auditlens::test
