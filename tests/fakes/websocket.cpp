// SPDX-License-Identifier: MIT
#include "fakes/websocket.h"

#include <QCryptographicHash>
#include <QTcpSocket>

namespace auditlens::test {

namespace {

constexpr char finalText = char(0x81);
constexpr char openText = char(0x01);
constexpr char continuation = char(0x00);

QByteArray bigEndian(quint64 number, int bytes)
{
    QByteArray text;
    for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8)
        text += char(number >> shift & 0xFF);
    return text;
}

QByteArray frameHead(char first, quint64 length)
{
    if (length < 126)
        return QByteArray(1, first) + char(length);
    return length < 0x10000 ? QByteArray(1, first) + char(126) + bigEndian(length, 2) : QByteArray(1, first) + char(127) + bigEndian(length, 8);
}

} // namespace

FakeAnswer webSocketAnswer(const FakeRequest& request, std::function<void(QTcpSocket*)> opened)
{
    const QByteArray key = request.header("sec-websocket-key");
    if (request.header("upgrade").toLower() != "websocket" || key.isEmpty())
        return {400, "Bad Request\n", "text/plain; charset=utf-8", {}};
    const QByteArray told = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    const QByteArray accept = QCryptographicHash::hash(told, QCryptographicHash::Sha1).toBase64();
    return {101, {}, {}, {{"Upgrade", "websocket"}, {"Connection", "Upgrade"}, {"Sec-WebSocket-Accept", accept}}, std::move(opened)};
}

QByteArray textFrame(const QByteArray& text)
{
    return frameHead(finalText, quint64(text.size())) + text;
}

bool misbehaveOverWebSocket(QTcpSocket* socket, const QByteArray& name)
{
    if (name == "close") {
        socket->write(frameHead(char(0x88), 2) + bigEndian(1000, 2));
        socket->disconnectFromHost();
    } else if (name == "cut") {
        socket->abort();
    } else if (name == "garbage") {
        socket->write("HTTP/1.1 502 Bad Gateway\r\n\r\n" + QByteArray(1000, char(0xFF)));
    } else if (name == "giant") {
        socket->write(frameHead(finalText, 1 << 30) + QByteArray(1 << 20, 'x'));
    } else if (name == "endless") {
        socket->write(frameHead(openText, 1) + 'x');
        writeForever(socket, frameHead(continuation, 1 << 20) + QByteArray(1 << 20, 'x'));
    } else {
        return false;
    }
    return true;
}

} // namespace auditlens::test
